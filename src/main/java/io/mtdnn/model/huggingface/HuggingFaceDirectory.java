package io.mtdnn.model.huggingface;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.mtdnn.model.EncoderFiles;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.HuggingFaceExport;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.ModelFormatException;
import io.mtdnn.model.UnsupportedExportException;
import io.mtdnn.model.bundle.ModelBundle;
import io.mtdnn.model.encoder.EncoderWeights;
import io.mtdnn.model.safetensors.SafeTensorsWriter;
import io.mtdnn.task.Task;
import io.mtdnn.tokenization.TokenizerFileNames;

/**
 * A bundle as a directory that transformers loads: with one head for the class of its
 * kind, or with all heads. Its description contains the current null threshold.
 */
public final class HuggingFaceDirectory implements HuggingFaceExport {

	private final EncoderWeights source;

	private final Map<String, Content> files = new TreeMap<>();

	private HuggingFaceDirectory(EncoderWeights source) {
		this.source = source;
	}

	/**
	 * Prepares the export of one head.
	 * @param name the model's name, for its card
	 * @throws IllegalArgumentException when the bundle has no such task
	 * @throws UnsupportedExportException when transformers' class has other layers than
	 * the head
	 * @throws ModelFormatException when the bundle is damaged
	 */
	public static HuggingFaceDirectory head(Path bundle, String name, String task, double nullThreshold) {
		ModelDescription description = ModelBundle.describe(bundle).with(nullThreshold);
		Task head = description.task(task);
		return open(bundle, description, (export, source) -> {
			export.weights(HuggingFaceWeights.of(source, head));
			export.put(EncoderFiles.CONFIG, HuggingFaceConfig.of(source.config(), head));
			export.put("README.md",
					ModelCard.of(name, HuggingFaceConfig.architecture(source.config(), head), description, head)
						.getBytes(StandardCharsets.UTF_8));
		});
	}

	/**
	 * Prepares the export of all heads.
	 * @throws ModelFormatException when the bundle is damaged
	 */
	public static HuggingFaceDirectory bundle(Path bundle, double nullThreshold) {
		ModelDescription description = ModelBundle.describe(bundle).with(nullThreshold);
		return open(bundle, description, (export, source) -> {
			export.copyOthers(bundle);
			export.weights(HuggingFaceWeights.of(source, description.tasks()));
			export.put(EncoderFiles.CONFIG, HuggingFaceConfig.of(source.config(), description.tasks()));
		});
	}

	private static HuggingFaceDirectory open(Path bundle, ModelDescription description, Filling filling) {
		EncoderWeights source = EncoderWeights.open(bundle);
		HuggingFaceDirectory export = new HuggingFaceDirectory(source);
		try {
			export.copy(bundle, TokenizerFileNames.ALL);
			filling.fill(export, source);
			export.put(ModelBundle.DESCRIPTION, ModelBundle.json(description));
			HuggingFaceConfig.tokenizer(bundle, source.config())
				.ifPresent((json) -> export.put(TokenizerFileNames.CONFIGURATION, json));
			return export;
		}
		catch (RuntimeException ex) {
			source.close();
			throw ex;
		}
	}

	private void weights(Map<String, FloatTensor> tensors) {
		// transformers requires "format"
		this.files.put(EncoderFiles.WEIGHTS,
				(out) -> SafeTensorsWriter.write(Channels.newChannel(out), tensors, Map.of("format", "pt")));
	}

	private void put(String name, byte[] content) {
		this.files.put(name, (out) -> out.write(content));
	}

	private void copy(Path bundle, List<String> names) {
		names.stream()
			.filter((name) -> Files.isRegularFile(bundle.resolve(name)))
			.forEach((name) -> this.files.put(name, (out) -> Files.copy(bundle.resolve(name), out)));
	}

	private void copyOthers(Path bundle) {
		try (Stream<Path> all = Files.list(bundle)) {
			copy(bundle, all.map((file) -> file.getFileName().toString()).toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public List<String> names() {
		return List.copyOf(this.files.keySet());
	}

	@Override
	public void write(String name, OutputStream out) throws IOException {
		Objects.requireNonNull(this.files.get(name)).writeTo(out);
	}

	@Override
	public void close() {
		this.source.close();
	}

	/** The content of a file. */
	private interface Content {

		void writeTo(OutputStream out) throws IOException;

	}

	/** Writes the files of one kind of export. */
	private interface Filling {

		void fill(HuggingFaceDirectory export, EncoderWeights source);

	}

}
