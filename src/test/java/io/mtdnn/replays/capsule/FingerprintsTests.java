package io.mtdnn.replays.capsule;

import java.util.List;
import java.util.stream.IntStream;

import io.mtdnn.jobs.JobMetrics.TrainingPoint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FingerprintsTests {

	@Test
	void aByteTellsManyTasksApart() {
		Fingerprints written = Fingerprints.of(steps("task-200"));
		Fingerprints read = Fingerprints.read(written.order(), written.text());
		assertThat(read.count()).isEqualTo(Fingerprints.TASKS + 1);
		assertThat(read.firstDifference(written)).isNull();
		assertThat(read.firstDifference(Fingerprints.of(steps("task-201"))))
			.isEqualTo(new Fingerprints.Step(257, "task-200", 0.5, "task-201", 0.5));
	}

	/** A step of each task, and one more. */
	private static List<TrainingPoint> steps(String last) {
		return IntStream.rangeClosed(0, Fingerprints.TASKS)
			.mapToObj((i) -> new TrainingPoint(i + 1, 1, (i < Fingerprints.TASKS) ? "task-" + i : last, 0.5, 1e-4, 10))
			.toList();
	}

}
