package io.mtdnn.registry.predictions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import io.mtdnn.evaluation.QuestionResult;
import io.mtdnn.registry.EvaluatedDataset;
import io.mtdnn.registry.ModelQuestions;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.registry.predictions.QuestionPage.EvaluatedQuestion;

import org.springframework.stereotype.Service;

/** The questions of evaluation sets with the answers that a model gave. */
@Service
public class EvaluatedQuestions {

	private final ModelQuestions questions;

	EvaluatedQuestions(ModelQuestions questions) {
		this.questions = questions;
	}

	/**
	 * One page of questions.
	 * @throws io.mtdnn.registry.ModelMismatchException if the model has no results by
	 * question, or not of that dataset
	 */
	public QuestionPage page(RegisteredModel model, QuestionQuery query) {
		String dataset = EvaluatedDataset.choose(model, this.questions.datasetsWithTexts(model), query.dataset(),
				"results by question");
		double threshold = (query.threshold() != null) ? query.threshold() : model.nullThreshold();
		List<QuestionResult> all = this.questions.read(model, dataset);
		List<QuestionResult> matching = matching(all, threshold, query);
		int last = (int) Math.min(matching.size(), (long) query.from() + query.limit());
		List<EvaluatedQuestion> items = matching.subList(Math.min(query.from(), last), last)
			.stream()
			.map((result) -> item(result, threshold))
			.toList();
		return new QuestionPage(model.id(), dataset, threshold, all.size(), counts(all, threshold), matching.size(),
				items, (query.limit() > 0 && last < matching.size()) ? last : null);
	}

	private static List<QuestionResult> matching(List<QuestionResult> all, double threshold, QuestionQuery query) {
		String text = (query.text() != null) ? query.text().toLowerCase(Locale.ROOT) : "";
		List<QuestionResult> matching = new ArrayList<>(all);
		matching.removeIf(
				(result) -> !query.verdicts().isEmpty() && !query.verdicts().contains(Verdict.of(result, threshold)));
		matching.removeIf((result) -> !result.question().toLowerCase(Locale.ROOT).contains(text));
		if (query.seed() != null) {
			Collections.shuffle(matching, new Random(query.seed()));
		}
		return matching;
	}

	private static Map<String, Integer> counts(List<QuestionResult> all, double threshold) {
		Map<String, Integer> counts = new LinkedHashMap<>();
		for (Verdict verdict : Verdict.values()) {
			counts.put(verdict.text(), 0);
		}
		all.forEach((result) -> counts.merge(Verdict.of(result, threshold).text(), 1, Integer::sum));
		return counts;
	}

	private static EvaluatedQuestion item(QuestionResult result, double threshold) {
		return new EvaluatedQuestion(result.id(), result.article(), result.question(), result.context(), result.golds(),
				Verdict.of(result, threshold).text(), result.answer(threshold), result.bestText(),
				Double.isFinite(result.nullOdds()) ? result.nullOdds() : null, result.score().exactAt(threshold),
				result.score().f1At(threshold));
	}

}
