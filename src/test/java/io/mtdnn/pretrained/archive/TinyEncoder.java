package io.mtdnn.pretrained.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.tokenization.BertTokenizerJson;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;

/**
 * A random encoder of one layer with Hugging Face names, and the other parts of archives.
 */
public final class TinyEncoder {

	public static final List<String> PIECES = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "Paris", "is", "in",
			"Fra", "##nce", "caf\u00e9");

	public static final String VOCABULARY = String.join("\n", PIECES) + "\n";

	public static final int HIDDEN = 4;

	static final int INTERMEDIATE = 6;

	/** The real factory; it inspects files without starting the engine. */
	public static final ModelFactory MODELS = new AnnotationConfigApplicationContext(Models.class)
		.getBean(ModelFactory.class);

	private TinyEncoder() {
	}

	public static Map<String, FloatTensor> weights() {
		Map<String, long[]> shapes = new LinkedHashMap<>();
		shapes.put("embeddings.word_embeddings.weight", new long[] { PIECES.size(), HIDDEN });
		shapes.put("embeddings.position_embeddings.weight", new long[] { 8, HIDDEN });
		shapes.put("embeddings.token_type_embeddings.weight", new long[] { 2, HIDDEN });
		norm("embeddings.LayerNorm", shapes);
		String layer = "encoder.layer.0.";
		linear(layer + "attention.self.query", HIDDEN, HIDDEN, shapes);
		linear(layer + "attention.self.key", HIDDEN, HIDDEN, shapes);
		linear(layer + "attention.self.value", HIDDEN, HIDDEN, shapes);
		linear(layer + "attention.output.dense", HIDDEN, HIDDEN, shapes);
		norm(layer + "attention.output.LayerNorm", shapes);
		linear(layer + "intermediate.dense", INTERMEDIATE, HIDDEN, shapes);
		linear(layer + "output.dense", HIDDEN, INTERMEDIATE, shapes);
		norm(layer + "output.LayerNorm", shapes);
		Random random = new Random(3);
		Map<String, FloatTensor> weights = new TreeMap<>();
		shapes.forEach((name, shape) -> weights.put(name, random(random, shape)));
		return weights;
	}

	private static void linear(String module, int outputs, int inputs, Map<String, long[]> shapes) {
		shapes.put(module + ".weight", new long[] { outputs, inputs });
		shapes.put(module + ".bias", new long[] { outputs });
	}

	private static void norm(String module, Map<String, long[]> shapes) {
		shapes.put(module + ".weight", new long[] { HIDDEN });
		shapes.put(module + ".bias", new long[] { HIDDEN });
	}

	private static FloatTensor random(Random random, long[] shape) {
		float[] values = new float[(int) ((shape.length == 2) ? shape[0] * shape[1] : shape[0])];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) random.nextGaussian();
		}
		return FloatTensor.of(values, shape);
	}

	public static boolean isLinear(String name) {
		return name.endsWith(".weight") && !name.contains("LayerNorm") && !name.contains("embeddings");
	}

	/** {@code [in, out]}, as in the archives. */
	public static FloatTensor kernel(FloatTensor weight) {
		int rows = (int) weight.shape()[0];
		int columns = (int) weight.shape()[1];
		float[] values = new float[rows * columns];
		for (int i = 0; i < values.length; i++) {
			values[i] = weight.data().get((i % rows) * columns + i / rows);
		}
		return FloatTensor.of(values, columns, rows);
	}

	public static float[] values(FloatTensor tensor) {
		float[] values = new float[tensor.data().remaining()];
		tensor.data().duplicate().get(values);
		return values;
	}

	/** An encoder directory like a user's. */
	public static Path writeDirectory(Path directory) {
		try {
			Files.createDirectories(directory);
			Vocabulary vocabulary = Vocabulary.ofText(VOCABULARY);
			new ArchivedEncoder(weights(), 2, vocabulary, BertTokenizerJson.of(vocabulary.pieces(), false), "test")
				.write(directory, MODELS);
			return directory;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static byte[] deflated(Map<String, byte[]> entries) {
		return zip(entries, ZipEntry.DEFLATED);
	}

	public static byte[] stored(Map<String, byte[]> entries) {
		return zip(entries, ZipEntry.STORED);
	}

	private static byte[] zip(Map<String, byte[]> entries, int method) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
			for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
				zip.putNextEntry(zipEntry(entry.getKey(), entry.getValue(), method));
				zip.write(entry.getValue());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	private static ZipEntry zipEntry(String name, byte[] content, int method) {
		ZipEntry entry = new ZipEntry(name);
		entry.setMethod(method);
		if (method == ZipEntry.STORED) {
			CRC32 crc = new CRC32();
			crc.update(content);
			entry.setCrc(crc.getValue());
			entry.setSize(content.length);
		}
		return entry;
	}

	public static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@TestConfiguration(proxyBeanMethods = false)
	@ComponentScan("io.mtdnn.model")
	@ConfigurationPropertiesScan("io.mtdnn.model")
	static class Models {

	}

}
