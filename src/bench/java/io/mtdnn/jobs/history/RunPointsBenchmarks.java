package io.mtdnn.jobs.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.mtdnn.jobs.JobMetrics.TrainingPoint;
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
import tools.jackson.databind.json.JsonMapper;

/** The points of a run of 100,000 steps, from the chunks that the database holds to what a client gets. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RunPointsBenchmarks {

	private static final int STEPS = 100_000;

	private final JsonMapper json = new JsonMapper();

	private final List<byte[]> chunks = new ArrayList<>();

	@Setup
	public void prepare() {
		List<TrainingPoint> chunk = new ArrayList<>();
		for (int step = 1; step <= STEPS; step++) {
			chunk.add(new TrainingPoint(step, 1, (step % 5 == 0) ? "cola" : "squad-v2", 1.0 / step, 1e-5, 14.2));
			if (chunk.size() == PointChunk.CAPACITY || step == STEPS) {
				this.chunks.add(PointChunk.encode(chunk));
				chunk.clear();
			}
		}
	}

	private List<TrainingPoint> points() {
		List<TrainingPoint> points = new ArrayList<>(STEPS);
		this.chunks.forEach((chunk) -> PointChunk.decode(chunk, points::add));
		return points;
	}

	/** Every point, as JSON. */
	@Benchmark
	public byte[] all() {
		return this.json.writeValueAsBytes(points());
	}

	/** 500 points for a chart, as JSON. */
	@Benchmark
	public byte[] thinned() {
		return this.json.writeValueAsBytes(Thinning.minMax(points(), 500));
	}

}
