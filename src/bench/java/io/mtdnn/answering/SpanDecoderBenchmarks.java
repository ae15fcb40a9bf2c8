package io.mtdnn.answering;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.tokenization.Window;
import io.mtdnn.tokenization.WordPieces;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Decoding one question: windows of 384 tokens over a context of {@link #windows} of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SpanDecoderBenchmarks {

	private static final int QUESTION = 14;

	private static final int CAPACITY = 384 - QUESTION - 1;

	private static final int STEP = 128;

	@Param({ "1", "8" })
	public int windows;

	private String context;

	private WordPieces pieces;

	private final List<Window> rows = new ArrayList<>();

	private final List<SpanLogits> logits = new ArrayList<>();

	@Setup
	public void prepare() {
		Random random = new Random(1);
		int count = CAPACITY + STEP * (this.windows - 1);
		this.context = "word ".repeat(count);
		int[] starts = new int[count];
		int[] ends = new int[count];
		for (int i = 0; i < count; i++) {
			starts[i] = 5 * i;
			ends[i] = 5 * i + 4;
		}
		this.pieces = new WordPieces(new int[count], starts, ends);
		for (int i = 0; i < this.windows; i++) {
			this.rows.add(new Window(new TokenSequence(new int[384], QUESTION), QUESTION, STEP * i, CAPACITY));
			this.logits.add(new SpanLogits(values(random), values(random)));
		}
	}

	private static float[] values(Random random) {
		float[] values = new float[384];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) (3 * random.nextGaussian());
		}
		return values;
	}

	@Benchmark
	public DecodedAnswer decode() {
		return SpanDecoder.decode(this.context, this.pieces, this.rows, this.logits, DecodingSettings.DEFAULT);
	}

}
