package io.mtdnn.experiments.figure;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.mtdnn.experiments.figure.Figure.Line;
import io.mtdnn.jobs.JobMetrics.TaskAffinity;
import io.mtdnn.jobs.JobMetrics.TaskGradients;
import io.mtdnn.jobs.JobMetrics.TrainingPoint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class RunFiguresTests {

	@Test
	void lossesAreMeansOfASegmentWithABandOverSeeds() {
		// 50 steps: two in each of 25 stretches, with losses s and s + 1
		Line line = RunFigures.losses("arm", List.of(points(50, 0), points(50, 10)));
		assertThat(line.x()).hasSize(25).startsWith(2, 4).endsWith(50);
		assertThat(line.y()[0]).isEqualTo(1.5 + 5);
		assertThat(line.band().low()[0]).isEqualTo(1.5);
		assertThat(line.band().high()[24]).isEqualTo(49.5 + 10);
	}

	@Test
	void aShortRunHasOneLossForEachStep() {
		Line line = RunFigures.losses("arm", List.of(points(3, 0)));
		assertThat(line.x()).containsExactly(1, 2, 3);
		assertThat(line.y()).containsExactly(1, 2, 3);
	}

	@Test
	void oneSeedHasNoBand() {
		assertThat(RunFigures.losses("arm", List.of(points(50, 0))).band()).isNull();
	}

	@Test
	void affinityIsTheMeanOverSeeds() {
		TaskAffinity one = new TaskAffinity("qa", 2, Map.of("qa", 0.2, "swag", -0.1));
		TaskAffinity other = new TaskAffinity("qa", 2, Map.of("qa", 0.4, "swag", -0.3));
		Figure.Matrix matrix = RunFigures.affinity(List.of(List.of(one), List.of(other)));
		assertThat(matrix.names()).containsExactly("qa", "swag");
		assertThat(matrix.values()[0][0]).isCloseTo(0.3, within(1e-12));
		assertThat(matrix.values()[0][1]).isCloseTo(-0.2, within(1e-12));
		assertThat(matrix.values()[1]).containsOnly(Double.NaN);
	}

	@Test
	void cosinesAreTheMeanOverSeeds() {
		List<TaskGradients> one = List.of(new TaskGradients("qa", 3, Map.of("qa", 1.0, "swag", 0.5)),
				new TaskGradients("swag", 3, Map.of("qa", 0.5, "swag", 1.0)));
		List<TaskGradients> other = List.of(new TaskGradients("qa", 3, Map.of("qa", 1.0, "swag", -0.25)),
				new TaskGradients("swag", 3, Map.of("qa", -0.25, "swag", 1.0)));
		Figure.Matrix matrix = RunFigures.gradients(List.of(one, other));
		assertThat(matrix.names()).containsExactly("qa", "swag");
		assertThat(matrix.values()).isEqualTo(new double[][] { { 1, 0.125 }, { 0.125, 1 } });
	}

	private static List<TrainingPoint> points(int steps, double more) {
		return IntStream.rangeClosed(1, steps)
			.mapToObj((step) -> new TrainingPoint(step, 1, "qa", step + more, 1e-5, 10))
			.toList();
	}

}
