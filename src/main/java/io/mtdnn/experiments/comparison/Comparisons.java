package io.mtdnn.experiments.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.mtdnn.evaluation.QuestionResult;
import io.mtdnn.evaluation.statistics.McNemar;
import io.mtdnn.experiments.ExperimentFaultsException;
import io.mtdnn.experiments.comparison.ComparisonQuery.Side;
import io.mtdnn.experiments.comparison.ModelComparison.ComparedAnswer;
import io.mtdnn.experiments.comparison.ModelComparison.ComparedModel;
import io.mtdnn.experiments.comparison.ModelComparison.ComparedQuestion;
import io.mtdnn.experiments.comparison.ModelComparison.Gap;
import io.mtdnn.experiments.comparison.ModelComparison.QuestionCounts;
import io.mtdnn.experiments.study.Studies;
import io.mtdnn.registry.ModelMismatchException;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Compares models question by question. */
@Service
public class Comparisons {

	/** All models of an arm can be compared. */
	private static final int MODELS = Studies.MOST_SEEDS;

	private final ModelRegistry registry;

	private final StoredResults results;

	Comparisons(ModelRegistry registry, StoredResults results) {
		this.registry = registry;
		this.results = results;
	}

	/**
	 * Compares two models or groups of models.
	 * @throws io.mtdnn.registry.ModelNotFoundException if there is no such model
	 * @throws io.mtdnn.experiments.ResultsMissingException if a model has no results
	 * @throws ModelMismatchException if they were not evaluated on the same questions
	 */
	public ModelComparison compare(ComparisonQuery query) {
		List<RegisteredModel> a = models("a", query.a());
		List<RegisteredModel> b = models("b", query.b());
		String dataset = this.results.dataset(a.get(0), query.dataset(), "a");
		List<ModelResults> read = new ArrayList<>();
		a.forEach((model) -> read.add(read("a", model, dataset, query.threshold(), read)));
		b.forEach((model) -> read.add(read("b", model, dataset, query.threshold(), read)));
		Arms arms = new Arms(read.subList(0, a.size()), read.subList(a.size(), read.size()));
		SameQuestions.require(arms);
		return compare(arms, dataset, query);
	}

	private List<RegisteredModel> models(String side, List<String> references) {
		if (references == null || references.isEmpty() || references.size() > MODELS) {
			throw new ExperimentFaultsException(side, "must name 1 to " + MODELS + " models, separated by commas, not "
					+ ((references != null) ? references.size() : 0));
		}
		List<RegisteredModel> models = references.stream().map(this.registry::get).toList();
		if (models.stream().map(RegisteredModel::id).distinct().count() < models.size()) {
			throw new ExperimentFaultsException(side, "a model is named twice");
		}
		return models;
	}

	private ModelResults read(String side, RegisteredModel model, String dataset, @Nullable Double threshold,
			List<ModelResults> known) {
		ModelResults read = this.results.read(model, this.results.dataset(model, dataset, side), threshold);
		return known.isEmpty() ? read : read.sharing(known.get(0));
	}

	static ModelComparison compare(Arms arms, String dataset, ComparisonQuery query) {
		Gap exact = arms.exact((i) -> true);
		Gap f1 = arms.f1((i) -> true);
		QuestionCounts counts = arms.counts((i) -> true);
		boolean single = arms.a().size() == 1 && arms.b().size() == 1;
		int[] matching = matching(arms, query);
		int last = (int) Math.min(matching.length, (long) query.from() + query.limit());
		List<ComparedQuestion> items = IntStream.range(Math.min(query.from(), last), last)
			.mapToObj((i) -> item(arms, matching[i]))
			.toList();
		return new ModelComparison(dataset, arms.questions().size(), arms.articles(), compared(arms.a()),
				compared(arms.b()), counts, exact, f1, single ? McNemar.of(counts.onlyA(), counts.onlyB()) : null,
				ExactPairs.of(arms), arms.pairs((i) -> true), ComparisonSentence.of(arms, f1), ComparedGroups.of(arms),
				matching.length, items, (query.limit() > 0 && last < matching.length) ? last : null);
	}

	private static List<ComparedModel> compared(List<ModelResults> side) {
		return side.stream().map((model) -> {
			int questions = model.results().size();
			return new ComparedModel(model.model().id(), model.model().name(), model.threshold(),
					100 * IntStream.range(0, questions).mapToDouble(model::exact).sum() / questions,
					100 * IntStream.range(0, questions).mapToDouble(model::f1).sum() / questions);
		}).toList();
	}

	private static int[] matching(Arms arms, ComparisonQuery query) {
		return IntStream.range(0, arms.questions().size()).filter((i) -> {
			boolean a = Arms.isRight(arms.a(), i);
			boolean won = a != Arms.isRight(arms.b(), i) && (query.won() == null || (query.won() == Side.A) == a);
			return won
					&& (query.category() == null || query.category().of(arms.questions().get(i)).equals(query.value()));
		}).toArray();
	}

	private static ComparedQuestion item(Arms arms, int question) {
		QuestionResult result = arms.questions().get(question);
		int a = Arms.right(arms.a(), question);
		int b = Arms.right(arms.b(), question);
		return new ComparedQuestion(result.id(), result.article(), result.question(), result.context(), result.golds(),
				Arms.isRight(arms.a(), question) ? Side.A : Side.B, a, b, answers(arms.a(), question),
				answers(arms.b(), question));
	}

	private static List<ComparedAnswer> answers(List<ModelResults> side, int question) {
		return side.stream().map((model) -> {
			QuestionResult result = model.results().get(question);
			return new ComparedAnswer(model.answer(question), result.bestText(),
					Double.isFinite(result.nullOdds()) ? result.nullOdds() : null, model.exact(question),
					model.f1(question));
		}).toList();
	}

}
