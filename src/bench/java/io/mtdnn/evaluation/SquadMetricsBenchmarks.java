package io.mtdnn.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Scoring as many questions as SQuAD 2.0's dev set has, half of them answerable with four golds each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SquadMetricsBenchmarks {

	private static final int QUESTIONS = 11_873;

	private final List<SquadPrediction> predictions = new ArrayList<>();

	private List<QuestionScore> scores;

	@Setup
	public void prepare() {
		Random random = new Random(1);
		for (int i = 0; i < QUESTIONS; i++) {
			List<String> golds = (i % 2 == 0) ? List.of() : List.of(text(random), text(random), text(random), text(random));
			this.predictions.add(new SquadPrediction("q" + i, golds, text(random), 3 * random.nextGaussian()));
		}
		this.scores = SquadMetrics.score(this.predictions);
	}

	private static String text(Random random) {
		String[] words = { "the", "river", "in", "1887,", "Clara", "Venn", "an", "observatory", "of", "Lindholm." };
		StringBuilder text = new StringBuilder();
		for (int i = 0; i <= random.nextInt(5); i++) {
			text.append(i == 0 ? "" : " ").append(words[random.nextInt(words.length)]);
		}
		return text.toString();
	}

	/** Normalisation and comparison of texts. */
	@Benchmark
	public List<QuestionScore> score() {
		return SquadMetrics.score(this.predictions);
	}

	/** All official metrics with the search for the best thresholds. */
	@Benchmark
	public Map<String, Double> metrics() {
		return SquadMetrics.of(this.scores, 0);
	}

}
