package io.mtdnn.jobs.history;

import java.util.List;
import java.util.stream.IntStream;

import io.mtdnn.jobs.JobMetrics.TrainingPoint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ThinningTests {

	@Test
	void theLowestAndHighestOfEverySegmentAndTaskAreKept() {
		List<TrainingPoint> points = List.of(point(1, "a", 5), point(2, "a", 1), point(3, "a", 9), point(4, "b", 2),
				point(5, "a", 3), point(6, "b", 4), point(7, "b", 8), point(8, "b", 6), point(9, "a", 7),
				point(10, "a", 0));
		assertThat(Thinning.minMax(points, 0)).isEqualTo(points);
		assertThat(Thinning.minMax(points, 10)).isEqualTo(points);
		// Two tasks and eight points: two stretches of five steps.
		assertThat(Thinning.minMax(points, 8)).containsExactly(point(2, "a", 1), point(3, "a", 9), point(4, "b", 2),
				point(6, "b", 4), point(7, "b", 8), point(9, "a", 7), point(10, "a", 0));
		assertThat(Thinning.minMax(points, 7)).containsExactly(point(3, "a", 9), point(4, "b", 2), point(7, "b", 8),
				point(10, "a", 0));
	}

	@Test
	void spikesAreKept() {
		List<TrainingPoint> points = IntStream.rangeClosed(1, 100_000)
			.mapToObj((step) -> point(step, "a", (step == 77_777) ? 1e6 : 1))
			.toList();
		List<TrainingPoint> thinned = Thinning.minMax(points, 500);
		assertThat(thinned).hasSizeBetween(250, 500).contains(point(77_777, "a", 1e6));
		assertThat(thinned).extracting(TrainingPoint::step).isSorted().doesNotHaveDuplicates();
	}

	private static TrainingPoint point(int step, String task, double loss) {
		return new TrainingPoint(step, 1, task, loss, 0.1, 2);
	}

}
