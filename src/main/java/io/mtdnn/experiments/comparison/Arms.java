package io.mtdnn.experiments.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

import io.mtdnn.evaluation.QuestionResult;
import io.mtdnn.evaluation.statistics.Difference;
import io.mtdnn.evaluation.statistics.Interval;
import io.mtdnn.evaluation.statistics.SeedScores;
import io.mtdnn.experiments.comparison.ModelComparison.Gap;
import io.mtdnn.experiments.comparison.ModelComparison.Pairs;
import io.mtdnn.experiments.comparison.ModelComparison.QuestionCounts;
import org.jspecify.annotations.Nullable;

/** Both sides of a comparison, on the same questions. */
final class Arms {

	private final List<ModelResults> a;

	private final List<ModelResults> b;

	private final int[] articles;

	private final int articleCount;

	Arms(List<ModelResults> a, List<ModelResults> b) {
		this.a = a;
		this.b = b;
		Map<String, Integer> numbers = new LinkedHashMap<>();
		this.articles = questions().stream()
			.mapToInt((question) -> numbers.computeIfAbsent(cluster(question), (name) -> numbers.size()))
			.toArray();
		this.articleCount = numbers.size();
	}

	/** Without articles, questions of one context are alike. */
	private static String cluster(QuestionResult question) {
		return (question.article() != null) ? question.article() : question.context();
	}

	List<QuestionResult> questions() {
		return this.a.get(0).results();
	}

	int articles() {
		return this.articleCount;
	}

	List<ModelResults> a() {
		return this.a;
	}

	List<ModelResults> b() {
		return this.b;
	}

	/** Number of a side's models that answer a question exactly. */
	static int right(List<ModelResults> side, int question) {
		return (int) side.stream().filter((model) -> model.exact(question) > 0).count();
	}

	/** Whether more than half of a side's models answer a question exactly. */
	static boolean isRight(List<ModelResults> side, int question) {
		return 2 * right(side, question) > side.size();
	}

	QuestionCounts counts(IntPredicate chosen) {
		int[] counts = new int[4];
		chosen(chosen).forEach((i) -> counts[(isRight(this.a, i) ? 2 : 0) + (isRight(this.b, i) ? 1 : 0)]++);
		return new QuestionCounts(counts[3], counts[2], counts[1], counts[0]);
	}

	Gap exact(IntPredicate chosen) {
		return gap(chosen, ModelResults::exact);
	}

	Gap f1(IntPredicate chosen) {
		return gap(chosen, ModelResults::f1);
	}

	/**
	 * Number of pairs of models in which each side has the higher F1; null for two single
	 * models.
	 */
	@Nullable Pairs pairs(IntPredicate chosen) {
		if (this.a.size() == 1 && this.b.size() == 1) {
			return null;
		}
		int[] rows = chosen(chosen).toArray();
		double[] ofA = sums(this.a, rows, ModelResults::f1).means();
		double[] ofB = sums(this.b, rows, ModelResults::f1).means();
		int[] higher = new int[2];
		for (double scoreA : ofA) {
			for (double scoreB : ofB) {
				higher[0] += (scoreA > scoreB) ? 1 : 0;
				higher[1] += (scoreB > scoreA) ? 1 : 0;
			}
		}
		return new Pairs(higher[0], higher[1], ofA.length * ofB.length);
	}

	private Gap gap(IntPredicate chosen, Score score) {
		int[] rows = chosen(chosen).toArray();
		SeedScores ofA = sums(this.a, rows, score);
		SeedScores ofB = sums(this.b, rows, score);
		Difference difference = Difference.between(ofA, ofB);
		Interval interval = difference.interval(Interval.LEVEL);
		return new Gap(mean(ofA), mean(ofB), difference.estimate(), finite(interval.low()), finite(interval.high()),
				finite(difference.pValue()));
	}

	private static double mean(SeedScores scores) {
		return IntStream.range(0, scores.seeds()).mapToDouble((i) -> scores.means()[i]).average().orElseThrow();
	}

	private static @Nullable Double finite(double value) {
		return Double.isFinite(value) ? value : null;
	}

	private SeedScores sums(List<ModelResults> side, int[] rows, Score score) {
		List<Integer> present = new ArrayList<>();
		int[] numbers = new int[rows.length];
		int[] known = new int[this.articleCount];
		for (int i = 0; i < rows.length; i++) {
			int article = this.articles[rows[i]];
			if (known[article] == 0) {
				present.add(article);
				known[article] = present.size();
			}
			numbers[i] = known[article] - 1;
		}
		double[][] scores = side.stream()
			.map((model) -> IntStream.of(rows).mapToDouble((row) -> 100 * score.of(model, row)).toArray())
			.toArray(double[][]::new);
		return SeedScores.of(numbers, scores);
	}

	private IntStream chosen(IntPredicate chosen) {
		return IntStream.range(0, questions().size()).filter(chosen);
	}

	/** A model's score on a question. */
	private interface Score {

		double of(ModelResults model, int question);

	}

}
