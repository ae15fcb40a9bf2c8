package io.mtdnn.experiments.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class MixtureSearchTests {

	private static final List<Double> TARGET = List.of(0.72, 0.2, 0.08);

	private static final double NOISE = 0.3;

	private static final int INITIAL = 6;

	private static final int COUNT = 14;

	@Test
	void aProcessFindsBetterMixturesThanChance() {
		double found = 0;
		double drawn = 0;
		int studies = 8;
		for (int study = 0; study < studies; study++) {
			SplittableRandom random = new SplittableRandom(100 + study);
			List<List<Double>> tried = new ArrayList<>(Simplex.draw(3, INITIAL, 1000, study, 1));
			List<double[]> scores = new ArrayList<>();
			tried.forEach((weights) -> scores.add(run(weights, random)));
			while (tried.size() < COUNT) {
				List<List<Double>> next = MixtureSearch.of(tried, scores).next(tried, 2, study, 1);
				next.forEach((weights) -> scores.add(run(weights, random)));
				tried.addAll(next);
			}
			assertThat(new HashSet<>(tried)).hasSize(COUNT);
			found += truth(MixtureSearch.of(tried, scores).best()) / studies;
			List<List<Double>> chance = Simplex.draw(3, COUNT, 1000, study, 1);
			drawn += truth(
					chance.stream().max(Comparator.comparingDouble((weights) -> run(weights, random)[0])).orElseThrow())
					/ studies;
		}
		assertThat(found).isGreaterThan(drawn).isGreaterThan(69.6);
	}

	/** Three seeds. */
	private static double[] run(List<Double> weights, SplittableRandom random) {
		return random.doubles(3).map((uniform) -> truth(weights) + NOISE * Math.sqrt(12) * (uniform - 0.5)).toArray();
	}

	/** At most 70, near the target. */
	private static double truth(List<Double> weights) {
		double score = 70;
		for (int i = 0; i < weights.size(); i++) {
			score -= 20 * Math.pow(Math.sqrt(weights.get(i)) - Math.sqrt(TARGET.get(i)), 2);
		}
		return score;
	}

	@Test
	void theChoiceFollowsFromScoresAndSeed() {
		List<List<Double>> tried = Simplex.draw(3, INITIAL, 1000, 5, 1);
		List<double[]> scores = tried.stream().map((weights) -> new double[] { truth(weights) }).toList();
		List<List<Double>> next = MixtureSearch.of(tried, scores).next(tried, 3, 5, 1);
		assertThat(MixtureSearch.of(tried, scores).next(tried, 3, 5, 1)).isEqualTo(next);
		assertThat(MixtureSearch.of(tried, scores).next(tried, 3, 6, 1)).isNotEqualTo(next);
		assertThat(next).hasSize(3).doesNotHaveDuplicates().doesNotContainAnyElementsOf(tried);
		assertThat(next).allSatisfy((weights) -> {
			assertThat(weights).allMatch((weight) -> weight >= 0.01);
			assertThat(Math.round(100 * weights.stream().mapToDouble(Double::doubleValue).sum())).isEqualTo(100);
		});
		assertThat(MixtureSearch.of(tried, scores).next(tried, 1, 5, 1)).isEqualTo(next.subList(0, 1));
	}

	@Test
	void weightsAreThoseOfThePlanThatIsTrained() {
		JsonMapper json = JsonMapper.builder().build();
		JsonNode tasks = json.readTree("[{\"dataset\": \"qa\"}, {\"dataset\": \"swag\"}]");
		String mixture = "[{\"dataset\": \"qa\", \"weight\": %s}, {\"dataset\": \"swag\", \"weight\": %s}]";
		assertThat(Mixtures.weights(tasks, json.readTree(mixture.formatted("0.4", "0.4")))).contains(List.of(0.5, 0.5));
		assertThat(Mixtures.weights(tasks, json.readTree(mixture.formatted("0.93", "0.07"))))
			.contains(List.of(0.93, 0.07));
		assertThat(Mixtures.weights(tasks, json.readTree(mixture.formatted("1", "0.5")))).isEmpty();
	}

	@Test
	void noMixtureIsChosenTwiceUntilNoneIsLeft() {
		List<List<Double>> all = new ArrayList<>();
		for (int first = 1; first < 100; first++) {
			all.add(List.of(first / 100.0, (100 - first) / 100.0));
		}
		List<List<Double>> tried = new ArrayList<>(all);
		tried.remove(List.of(0.5, 0.5));
		List<double[]> scores = tried.stream().map((weights) -> new double[] { 60 + weights.get(0) }).toList();
		assertThat(MixtureSearch.of(tried, scores).next(tried, 3, 0, 1)).containsExactly(List.of(0.5, 0.5));
		assertThat(MixtureSearch.of(tried, scores).next(all, 3, 0, 1)).isEmpty();
	}

	@Test
	void neighboursMoveWholeHundredthsAndLeaveEachTaskOne() {
		assertThat(Simplex.near(List.of(0.97, 0.03))).containsExactly(List.of(0.96, 0.04), List.of(0.95, 0.05),
				List.of(0.92, 0.08), List.of(0.98, 0.02), List.of(0.99, 0.01));
		assertThat(Simplex.near(List.of(0.125, 0.875))).isEmpty();
	}

	@Test
	void scoresWithinTheSameMixtureCountAsNoise() {
		List<List<Double>> tried = Simplex.draw(3, INITIAL, 1000, 5, 1);
		SplittableRandom random = new SplittableRandom(1);
		List<double[]> scores = tried.stream().map((weights) -> run(weights, random)).toList();
		MixtureSearch search = MixtureSearch.of(tried, scores);
		assertThat(search.runDeviation()).isBetween(NOISE / 2, NOISE * 2);
		Estimate expected = search.expected(search.best());
		assertThat(expected.low()).isLessThan(expected.mean());
		assertThat(expected.high()).isGreaterThan(expected.mean());
	}

}
