package io.mtdnn.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the stored predictions of an evaluation of questions as the files of the
 * official scripts. All methods throw an {@link UncheckedIOException} whose cause is a
 * {@link FileSystemException} that names the file if a stored file is damaged.
 */
public final class PredictionFiles {

	private static final String PREFIX = "nbest-";

	private static final String SUFFIX = ".jsonl.gz";

	private static final JsonMapper JSON = JsonMapper.shared();

	private final Path folder;

	private final String dataset;

	/**
	 * The predictions on a dataset.
	 * @param folder the bundle or the folder of the evaluation
	 * @param dataset one of those that {@link QuestionResults#datasets} names
	 */
	public PredictionFiles(Path folder, String dataset) {
		this.folder = folder;
		this.dataset = dataset;
	}

	/** The file with the n-best lists of a dataset. */
	public static Path nBest(Path folder, String dataset) {
		return folder.resolve(PREFIX + dataset + SUFFIX);
	}

	/** Names of the datasets with n-best lists, sorted; none in earlier versions. */
	public static List<String> datasetsWithNBest(Path folder) {
		return EvaluationFile.list(folder, PREFIX, SUFFIX).stream().map(EvaluationFile::dataset).toList();
	}

	/** Writes {@code predictions.json}: the answer to each question at a threshold. */
	public void writePredictions(double threshold, OutputStream out) {
		List<QuestionResult> results = QuestionResults.read(this.folder, this.dataset);
		write(out, (json) -> results.forEach((one) -> json.writeStringProperty(one.id(), one.answer(threshold))));
	}

	/**
	 * Writes {@code null_odds.json}: per question its null odds, of one without any span
	 * the largest number there is.
	 */
	public void writeNullOdds(OutputStream out) {
		List<QuestionResult> results = QuestionResults.read(this.folder, this.dataset);
		write(out, (json) -> results
			.forEach((one) -> json.writeNumberProperty(one.id(), Math.min(one.nullOdds(), Double.MAX_VALUE))));
	}

	/** Writes {@code nbest_predictions.json}: per question its candidates. */
	public void writeNBest(OutputStream out) {
		Path file = nBest(this.folder, this.dataset);
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
			requireIntact(file);
			write(out, (json) -> lines.lines().forEach((line) -> {
				JsonNode question = JSON.readTree(line);
				json.writeName(question.get("id").stringValue());
				json.writeTree(question.get("nbest"));
			}));
		}
		catch (IOException | UncheckedIOException | StreamReadException ex) {
			throw damaged(file, ex);
		}
	}

	/**
	 * Reads a file to its checksum. If damage were found while it is written, the part
	 * before it would look like a complete response.
	 */
	private static void requireIntact(Path file) throws IOException {
		try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
			in.transferTo(OutputStream.nullOutputStream());
		}
	}

	/** The fault of a stored file that cannot be read. */
	static UncheckedIOException damaged(Path file, Exception cause) {
		FileSystemException fault = new FileSystemException(String.valueOf(file.getFileName()), null, "cannot be read");
		fault.initCause(cause);
		return new UncheckedIOException(fault.getMessage(), fault);
	}

	private static void write(OutputStream out, Consumer<JsonGenerator> members) {
		try (JsonGenerator json = JSON.createGenerator(out)) {
			json.writeStartObject();
			members.accept(json);
			json.writeEndObject();
		}
	}

}
