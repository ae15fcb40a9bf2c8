package io.mtdnn.experiments.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import io.mtdnn.evaluation.statistics.Holm;
import io.mtdnn.experiments.comparison.ModelComparison.ComparedGroup;
import io.mtdnn.experiments.comparison.ModelComparison.Gap;

/** Compares two sides by groups of questions. */
final class ComparedGroups {

	private ComparedGroups() {
	}

	/** The groups of all categories. */
	static List<ComparedGroup> of(Arms arms) {
		List<ComparedGroup> groups = new ArrayList<>();
		for (Category category : Category.values()) {
			String[] of = arms.questions().stream().map(category::of).toArray(String[]::new);
			Map<String, Integer> sizes = new TreeMap<>();
			for (String value : of) {
				sizes.merge(value, 1, Integer::sum);
			}
			List<ComparedGroup> found = sizes.entrySet()
				.stream()
				.map((entry) -> group(arms, category, entry.getKey(), entry.getValue(), of))
				.toList();
			groups.addAll(adjusted(found));
		}
		return groups;
	}

	private static ComparedGroup group(Arms arms, Category category, String value, int size, String[] of) {
		return new ComparedGroup(category.text(), value, size, arms.counts((i) -> of[i].equals(value)),
				arms.exact((i) -> of[i].equals(value)), arms.f1((i) -> of[i].equals(value)),
				arms.pairs((i) -> of[i].equals(value)));
	}

	/** P-values of the groups of one category, corrected for their number. */
	private static List<ComparedGroup> adjusted(List<ComparedGroup> groups) {
		double[] exact = Holm.adjust(groups.stream().mapToDouble((group) -> value(group.exact())).toArray());
		double[] f1 = Holm.adjust(groups.stream().mapToDouble((group) -> value(group.f1())).toArray());
		return IntStream.range(0, groups.size()).mapToObj((i) -> {
			ComparedGroup group = groups.get(i);
			return new ComparedGroup(group.category(), group.value(), group.questions(), group.counts(),
					with(group.exact(), exact[i]), with(group.f1(), f1[i]), group.pairs());
		}).toList();
	}

	private static double value(Gap gap) {
		return (gap.pValue() != null) ? gap.pValue() : Double.NaN;
	}

	private static Gap with(Gap gap, double pValue) {
		return new Gap(gap.a(), gap.b(), gap.difference(), gap.low(), gap.high(), Double.isNaN(pValue) ? null : pValue);
	}

}
