package io.mtdnn.experiments.comparison;

import java.util.List;
import java.util.stream.IntStream;

import io.mtdnn.evaluation.statistics.Interval;
import io.mtdnn.evaluation.statistics.McNemar;
import io.mtdnn.experiments.comparison.ModelComparison.TestedPairs;
import org.jspecify.annotations.Nullable;

/** Tests the exact match of every pair of models, one of each side. */
final class ExactPairs {

	private ExactPairs() {
	}

	/** Null for two single models, whose test is given itself. */
	static @Nullable TestedPairs of(Arms arms) {
		if (arms.a().size() == 1 && arms.b().size() == 1) {
			return null;
		}
		int betterA = 0;
		int betterB = 0;
		List<boolean[]> ofB = arms.b().stream().map(ExactPairs::right).toList();
		for (ModelResults model : arms.a()) {
			boolean[] rightA = right(model);
			for (boolean[] rightB : ofB) {
				McNemar test = test(rightA, rightB);
				boolean shown = test.pValue() < 1 - Interval.LEVEL;
				betterA += (shown && test.onlyFirst() > test.onlySecond()) ? 1 : 0;
				betterB += (shown && test.onlySecond() > test.onlyFirst()) ? 1 : 0;
			}
		}
		return new TestedPairs(betterA, betterB, arms.a().size() * arms.b().size());
	}

	private static McNemar test(boolean[] first, boolean[] second) {
		int onlyFirst = 0;
		int onlySecond = 0;
		for (int i = 0; i < first.length; i++) {
			onlyFirst += (first[i] && !second[i]) ? 1 : 0;
			onlySecond += (second[i] && !first[i]) ? 1 : 0;
		}
		return McNemar.of(onlyFirst, onlySecond);
	}

	private static boolean[] right(ModelResults model) {
		boolean[] right = new boolean[model.results().size()];
		IntStream.range(0, right.length).forEach((i) -> right[i] = model.exact(i) > 0);
		return right;
	}

}
