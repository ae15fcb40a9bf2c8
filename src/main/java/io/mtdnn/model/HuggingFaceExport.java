package io.mtdnn.model;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.mtdnn.task.Task;

/**
 * A bundle as a directory that transformers loads: with one head for the class of its
 * kind, or with all heads. What the bundle's description says has the null threshold of
 * today.
 */
public final class HuggingFaceExport implements AutoCloseable {

	private static final String DESCRIPTION = "mtdnn.json";

	private final EncoderCheckpoint checkpoint;

	private final Map<String, Content> files = new TreeMap<>();

	private HuggingFaceExport(EncoderCheckpoint checkpoint) {
		this.checkpoint = checkpoint;
	}

	/**
	 * Prepares the export of one head.
	 * @param name the model's name, for its card
	 * @throws IllegalArgumentException when the bundle has no such task
	 * @throws ModelFormatException when the bundle is damaged
	 */
	public static HuggingFaceExport head(Path bundle, String name, String task, double nullThreshold) {
		ModelDescription description = ModelBundle.describe(bundle).with(nullThreshold);
		Task head = description.task(task);
		return open(bundle, description, (export, checkpoint) -> {
			export.weights(HuggingFaceWeights.of(checkpoint, head));
			export.put("config.json", HuggingFaceConfig.of(checkpoint.config(), head));
			export.put("README.md", ModelCard.of(name, description, head).getBytes(StandardCharsets.UTF_8));
		});
	}

	/**
	 * Prepares the export of all heads.
	 * @throws ModelFormatException when the bundle is damaged
	 */
	public static HuggingFaceExport bundle(Path bundle, double nullThreshold) {
		ModelDescription description = ModelBundle.describe(bundle).with(nullThreshold);
		return open(bundle, description, (export, checkpoint) -> {
			export.copyOthers(bundle);
			export.weights(HuggingFaceWeights.of(checkpoint, description.tasks()));
			export.put("config.json", HuggingFaceConfig.of(checkpoint.config(), description.tasks()));
		});
	}

	private static HuggingFaceExport open(Path bundle, ModelDescription description, Filling filling) {
		EncoderCheckpoint checkpoint = EncoderCheckpoint.open(bundle);
		HuggingFaceExport export = new HuggingFaceExport(checkpoint);
		try {
			export.copy(bundle, ModelBundle.TOKENIZER_FILES);
			filling.fill(export, checkpoint);
			export.put(DESCRIPTION, ModelBundle.json(description));
			HuggingFaceConfig.tokenizer(bundle, checkpoint.config())
				.ifPresent((json) -> export.put(HuggingFaceConfig.TOKENIZER, json));
			return export;
		}
		catch (RuntimeException ex) {
			checkpoint.close();
			throw ex;
		}
	}

	private void weights(Map<String, FloatTensor> tensors) {
		// transformers asks for the format
		this.files.put(EncoderCheckpoint.WEIGHTS,
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

	/** Names of the files, sorted. */
	public List<String> names() {
		return List.copyOf(this.files.keySet());
	}

	/** Writes a file. */
	public void write(String name, OutputStream out) throws IOException {
		this.files.get(name).writeTo(out);
	}

	@Override
	public void close() {
		this.checkpoint.close();
	}

	/** Bytes of a file. */
	private interface Content {

		void writeTo(OutputStream out) throws IOException;

	}

	/** What belongs to one kind of export. */
	private interface Filling {

		void fill(HuggingFaceExport export, EncoderCheckpoint checkpoint);

	}

}
