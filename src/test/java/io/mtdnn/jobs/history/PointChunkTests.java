package io.mtdnn.jobs.history;

import java.util.List;

import io.mtdnn.jobs.JobMetrics.TrainingPoint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PointChunkTests {

	@Test
	void everyBitOfAPointIsKept() {
		List<TrainingPoint> points = List.of(new TrainingPoint(1, 1, "squad-v2", Math.nextUp(0.1), 1e-300, 14.2),
				new TrainingPoint(2_000_000_000, 1000, "наборы", Double.NaN, Double.POSITIVE_INFINITY, -0.0),
				new TrainingPoint(3, 2, "squad-v2", 0, 0, 0));
		byte[] chunk = PointChunk.encode(points);
		assertThat(PointChunk.decode(chunk)).isEqualTo(points);
		assertThat(chunk).hasSize(1 + 2 + 8 + 2 + 12 + 3 * 32);
	}

}
