package io.mtdnn.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import io.mtdnn.model.InferenceModel;
import io.mtdnn.model.Precision;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.tokenization.WordTokenizer;

/**
 * Logits that depend on the row's tokens, their positions and the model's seed, and
 * nothing else. A word {@code ANSWER} gets the highest logits. It can be made to wait,
 * and detects calls after it was closed.
 */
public final class HashingModel implements InferenceModel {

	public static final List<Task> TASKS = List.of(new Task("squad-v2", HeadKind.SPAN, List.of()),
			new Task("swag", HeadKind.MULTIPLE_CHOICE, List.of()),
			new Task("cola", HeadKind.CLASSIFICATION, List.of("unacceptable", "acceptable")),
			new Task("mnli", HeadKind.CLASSIFICATION, List.of("entailment", "neutral", "contradiction")),
			new Task("sts-b", HeadKind.REGRESSION, List.of()));

	public final List<Integer> batches = new ArrayList<>();

	public final AtomicInteger rows = new AtomicInteger();

	public volatile Semaphore gate;

	public volatile boolean closed;

	public volatile RuntimeException failure;

	private final int seed;

	public HashingModel(int seed) {
		this.seed = seed;
	}

	@Override
	public List<Task> tasks() {
		return TASKS;
	}

	@Override
	public Precision precision() {
		return Precision.FP32;
	}

	@Override
	public int maxPositions() {
		return 512;
	}

	@Override
	public List<SpanLogits> spans(String task, List<TokenSequence> batch) {
		enter(batch.size());
		List<SpanLogits> logits = batch.stream().map((row) -> new SpanLogits(logits(row, 1), logits(row, 2))).toList();
		leave();
		return logits;
	}

	@Override
	public float[][] scores(String task, List<TokenSequence> batch) {
		enter(batch.size());
		int outputs = TASKS.stream().filter((one) -> one.name().equals(task)).findFirst().orElseThrow().outputs();
		float[][] scores = new float[batch.size()][outputs];
		for (int i = 0; i < scores.length; i++) {
			for (int j = 0; j < outputs; j++) {
				scores[i][j] = sum(logits(batch.get(i), 10 + j));
			}
		}
		leave();
		return scores;
	}

	private void enter(int size) {
		leave();
		this.rows.addAndGet(size);
		synchronized (this.batches) {
			this.batches.add(size);
		}
		Semaphore wait = this.gate;
		if (wait != null) {
			wait.acquireUninterruptibly();
		}
		if (this.failure != null) {
			throw this.failure;
		}
	}

	private void leave() {
		if (this.closed) {
			throw new IllegalStateException("the model was closed while somebody used it");
		}
	}

	private float[] logits(TokenSequence row, int salt) {
		float[] logits = new float[row.length()];
		for (int i = 0; i < logits.length; i++) {
			int hash = (row.ids()[i] * 31 + i) * 31 + salt + this.seed * 7919;
			hash = (hash ^ (hash >>> 15)) * 0x2c1b3c6d;
			logits[i] = (hash >>> 8) / (float) (1 << 24) * 8 - 4;
			if (row.ids()[i] == WordTokenizer.id("ANSWER") && i >= row.secondStart()) {
				logits[i] = 9;
			}
		}
		return logits;
	}

	private static float sum(float[] values) {
		float sum = 0;
		for (float value : values) {
			sum += value;
		}
		return sum / values.length;
	}

	@Override
	public void close() {
		this.closed = true;
	}

}
