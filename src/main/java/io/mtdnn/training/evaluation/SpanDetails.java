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
import java.util.zip.GZIPOutputStream;

import io.mtdnn.answering.Candidate;
import io.mtdnn.evaluation.Calibration;
import io.mtdnn.evaluation.CalibrationFile;
import io.mtdnn.evaluation.PredictionFiles;
import io.mtdnn.evaluation.QuestionResult;
import io.mtdnn.evaluation.QuestionResults;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the files that an evaluation of questions adds to a bundle: the result of each
 * question, with which thresholds can be studied and models compared without running
 * them; the n-best lists; and the calibration.
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
			writeNBest(PredictionFiles.nBest(bundle, this.dataset));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		List<QuestionResult> questions = this.results.stream().map(SpanResult::result).toList();
		QuestionResults.write(bundle, this.dataset, questions);
		Calibration.of(questions.stream().map(QuestionResult::judged).toList())
			.ifPresent((calibration) -> CalibrationFile.write(bundle, this.dataset, calibration));
	}

	/**
	 * Writes lines as bytes, because the byte writer escapes lone surrogates, so that ids
	 * remain distinct.
	 */
	private void writeNBest(Path file) throws IOException {
		try (OutputStream out = new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
			for (SpanResult result : this.results) {
				out.write(this.json.writeValueAsBytes(nBest(result)));
				out.write('\n');
			}
		}
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
