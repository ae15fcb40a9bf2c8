package io.mtdnn.experiments.scores;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtdnn.evaluation.HalfAndHalf;
import io.mtdnn.evaluation.QuestionResult;
import io.mtdnn.evaluation.QuestionScore;
import io.mtdnn.experiments.scores.RunScores.Cell;
import org.jspecify.annotations.Nullable;

/** Sums the results of questions by article and half. */
final class CellSums {

	private CellSums() {
	}

	/** Without articles, questions of one context are alike. */
	static List<Cell> of(List<QuestionResult> results) {
		List<QuestionScore> scores = results.stream().map(QuestionResult::score).toList();
		HalfAndHalf tuned = HalfAndHalf.of(scores).orElse(null);
		Map<String, Integer> contexts = new LinkedHashMap<>();
		Map<String, Cell> cells = new LinkedHashMap<>();
		for (QuestionResult result : results) {
			String article = (result.article() != null) ? result.article()
					: "context " + (contexts.computeIfAbsent(result.context(), (text) -> contexts.size()) + 1);
			boolean first = HalfAndHalf.isFirst(result.id());
			cells.merge((first ? "1 " : "2 ") + article, cell(article, first, result.score(), tuned), CellSums::sum);
		}
		return new ArrayList<>(cells.values());
	}

	private static Cell cell(String article, boolean first, QuestionScore score, @Nullable HalfAndHalf tuned) {
		HalfAndHalf.Half half = (tuned == null) ? null : first ? tuned.first() : tuned.second();
		double exactThreshold = (half != null) ? half.exactThreshold() : 0;
		double f1Threshold = (half != null) ? half.f1Threshold() : 0;
		return new Cell(article, first, 1, 100 * score.exactAt(0), 100 * score.f1At(0),
				100 * score.exactAt(exactThreshold), 100 * score.f1At(f1Threshold));
	}

	private static Cell sum(Cell a, Cell b) {
		return new Cell(a.article(), a.first(), a.questions() + b.questions(), a.exact() + b.exact(), a.f1() + b.f1(),
				a.tunedExact() + b.tunedExact(), a.tunedF1() + b.tunedF1());
	}

}
