package io.mtdnn.evaluation;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Null odds as earlier versions stored them, in a bundle's file
 * {@code null-odds-<dataset>.jsonl}, beside the results by question or without any.
 *
 * @param id question id
 * @param bestText its best span; "" if it has none
 * @param nullOdds null score minus the best span's; infinite when there is none
 * @param golds gold answers; empty when the question is unanswerable
 * @param article its article; null in the first versions
 * @param confidence probability of the best span among the candidates; null likewise
 */
record EarlierOdds(String id, String bestText, double nullOdds, List<String> golds, @Nullable String article,
		@Nullable Double confidence) {

	static final String PREFIX = "null-odds-";

	static final String SUFFIX = ".jsonl";

	static Path path(Path bundle, String dataset) {
		return bundle.resolve(PREFIX + dataset + SUFFIX);
	}

	/** Reads a file, in the dataset's order. */
	static List<EarlierOdds> read(Path file) throws IOException {
		try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
				MappingIterator<EarlierOdds> lines = JsonMapper.shared().readerFor(EarlierOdds.class).readValues(in)) {
			return lines.readAll(new ArrayList<>());
		}
	}

	/** The results with the confidences of a file. */
	static List<QuestionResult> complete(List<QuestionResult> results, Path file) throws IOException {
		Map<String, Double> confidences = new HashMap<>();
		read(file).forEach((odds) -> confidences.put(odds.id(), odds.confidence()));
		return results.stream().map((result) -> result.withConfidence(confidences.get(result.id()))).toList();
	}

	/** The result, without question and context. */
	QuestionResult result() {
		return QuestionResult.of(this.article, "", "",
				new SquadPrediction(this.id, this.golds, this.bestText, this.nullOdds), this.confidence);
	}

}
