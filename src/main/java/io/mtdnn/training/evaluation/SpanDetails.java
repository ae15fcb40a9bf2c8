package io.mtdnn.training.evaluation;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

import io.mtdnn.answering.Candidate;
import io.mtdnn.evaluation.Calibration;
import io.mtdnn.evaluation.CalibrationFile;
import io.mtdnn.evaluation.QuestionResults;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the files that an evaluation of questions adds to a bundle: null odds, for
 * studying thresholds without the model; the n-best lists; the result of each question,
 * for comparing models; and the calibration.
 */
final class SpanDetails {

	private final String dataset;

	private final List<SpanResult> results;

	private final JsonMapper json;

	SpanDetails(String dataset, List<SpanResult> results, JsonMapper json) {
		this.dataset = dataset;
		this.results = results;
		this.json = json;
	}

	/** Writes all files. */
	void write(Path bundle) {
		try {
			try (OutputStream out = Files.newOutputStream(bundle.resolve("null-odds-" + this.dataset + ".jsonl"))) {
				lines(out, SpanDetails::odds);
			}
			try (OutputStream out = new GZIPOutputStream(
					Files.newOutputStream(bundle.resolve("nbest-" + this.dataset + ".jsonl.gz")))) {
				lines(out, SpanDetails::nBest);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		QuestionResults.write(bundle, this.dataset, this.results.stream().map(SpanResult::result).toList(), this.json);
		Calibration.of(this.results.stream().map(SpanResult::judged).toList())
			.ifPresent((calibration) -> CalibrationFile.write(bundle, this.dataset, calibration));
	}

	/**
	 * Writes lines as bytes, because the byte writer escapes unpaired surrogates, so that
	 * ids stay distinct.
	 */
	private void lines(OutputStream out, Function<SpanResult, Map<String, Object>> line) throws IOException {
		BufferedOutputStream buffered = new BufferedOutputStream(out);
		for (SpanResult result : this.results) {
			buffered.write(this.json.writeValueAsBytes(line.apply(result)));
			buffered.write('\n');
		}
		buffered.flush();
	}

	private static Map<String, Object> odds(SpanResult result) {
		Map<String, Object> line = new LinkedHashMap<>();
		line.put("id", result.prediction().id());
		line.put("bestText", result.prediction().bestSpan());
		line.put("nullOdds", result.prediction().nullOdds());
		line.put("golds", result.prediction().golds());
		line.put("article", result.example().article());
		line.put("confidence", result.confidence());
		return line;
	}

	private static Map<String, Object> nBest(SpanResult result) {
		Map<String, Object> line = new LinkedHashMap<>();
		line.put("id", result.prediction().id());
		line.put("nbest", result.candidates().stream().map(SpanDetails::candidate).toList());
		return line;
	}

	/** A candidate with the field names of BERT's run_squad.py. */
	private static Map<String, Object> candidate(Candidate candidate) {
		Map<String, Object> entry = new LinkedHashMap<>();
		entry.put("text", candidate.text());
		entry.put("probability", candidate.probability());
		entry.put("start_logit", candidate.startLogit());
		entry.put("end_logit", candidate.endLogit());
		return entry;
	}

}
