package io.mtdnn.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stored predictions of an evaluation of questions, written as the files of the
 * official scripts.
 */
public final class PredictionFiles {

	/** What the name of a file with null odds begins with; the dataset follows. */
	public static final String ODDS = "null-odds-";

	/** What the name of a file with n-best lists begins with; the dataset follows. */
	public static final String N_BEST = "nbest-";

	private static final JsonMapper JSON = JsonMapper.builder()
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	private PredictionFiles() {
	}

	/** The file with the null odds of a dataset. */
	public static Path odds(Path folder, String dataset) {
		return folder.resolve(ODDS + dataset + ".jsonl");
	}

	/** The file with the n-best lists of a dataset. */
	public static Path nBest(Path folder, String dataset) {
		return folder.resolve(N_BEST + dataset + ".jsonl.gz");
	}

	/**
	 * Reads null odds, in the dataset's order.
	 * @throws IOException when the file is damaged
	 */
	public static List<StoredOdds> read(Path odds) throws IOException {
		List<StoredOdds> questions = new ArrayList<>();
		try (BufferedReader reader = Files.newBufferedReader(odds)) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				questions.add(JSON.readValue(line, StoredOdds.class));
			}
		}
		catch (JacksonException ex) {
			throw new IOException(ex);
		}
		return questions;
	}

	/** Writes {@code predictions.json}: the answer to each question at a threshold. */
	public static void writePredictions(List<StoredOdds> questions, double threshold, OutputStream out) {
		write(out, (json) -> questions
			.forEach((one) -> json.writeStringProperty(one.id(), (one.nullOdds() > threshold) ? "" : one.bestText())));
	}

	/**
	 * Writes {@code null_odds.json}: per question its null odds, of one without any span
	 * the largest number there is.
	 */
	public static void writeNullOdds(List<StoredOdds> questions, OutputStream out) {
		write(out, (json) -> questions
			.forEach((one) -> json.writeNumberProperty(one.id(), Math.min(one.nullOdds(), Double.MAX_VALUE))));
	}

	/**
	 * Writes {@code nbest_predictions.json}: per question its candidates.
	 * @throws IOException when the file is damaged
	 */
	public static void writeNBest(Path nBest, OutputStream out) throws IOException {
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(new GZIPInputStream(Files.newInputStream(nBest)), StandardCharsets.UTF_8))) {
			write(out, (json) -> lines.lines().forEach((line) -> {
				JsonNode question = JSON.readTree(line);
				json.writeName(question.get("id").stringValue());
				json.writeTree(question.get("nbest"));
			}));
		}
	}

	private static void write(OutputStream out, Consumer<JsonGenerator> members) {
		try (JsonGenerator json = JSON.createGenerator(out)) {
			json.writeStartObject();
			members.accept(json);
			json.writeEndObject();
		}
	}

}
