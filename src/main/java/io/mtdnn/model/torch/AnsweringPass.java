package io.mtdnn.model.torch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import io.mtdnn.model.torch.runtime.TorchRuntime;
import io.mtdnn.model.torch.runtime.TorchRuntime.Products;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;

/**
 * The forward pass for inference. It keeps the encoder's matrices in the layout that the
 * processor's matrix products require; otherwise every product would convert them, which
 * takes a fourth of the time of a short row. Safe for concurrent use.
 */
final class AnsweringPass implements AutoCloseable {

	/**
	 * Minimum number of tokens of a pass. For matrices with fewer rows, oneDNN uses an
	 * algorithm with a different order of summation. Shorter passes are therefore padded,
	 * so that the result of an input row is bit-identical alone and with others.
	 */
	private static final int FEWEST_TOKENS = 16;

	/**
	 * Number of the encoder's blocks for the embeddings, which precede those of the
	 * layers.
	 */
	private static final int EMBEDDINGS = 5;

	private static final TokenSequence FILLER = new TokenSequence(new int[1], 1);

	private final TorchRuntime runtime;

	private final Network network;

	private final Products products;

	private final IValue encoder;

	/**
	 * @param copy whether to copy all weights, because the encoder's memory is freed
	 * afterwards
	 */
	AnsweringPass(TorchRuntime runtime, Network network, Products products, boolean copy) {
		this.runtime = runtime;
		this.network = network;
		this.products = products;
		this.encoder = runtime.call("pack")
			.with(network.encoder().blocks())
			.with(copy)
			.with(network.config().attentionHeads())
			.with(products.ordinal())
			.held();
	}

	/**
	 * Number of bytes of the weights: 2 for each value of the layers' matrices in bf16, 4
	 * for all others.
	 */
	static long bytes(Segment encoder, List<Segment> heads, boolean bf16) {
		long values = encoder.size() + heads.stream().mapToLong(Segment::size).sum();
		long narrow = encoder.blocks()
			.stream()
			.skip(EMBEDDINGS)
			.filter((block) -> bf16 && block.shape().length == 2)
			.mapToLong(Slot::size)
			.sum();
		return 4 * values - 2 * narrow;
	}

	List<SpanLogits> spans(String task, List<TokenSequence> rows) {
		require(task, true);
		if (rows.isEmpty()) {
			return List.of();
		}
		PackedRows packed = packed(rows);
		float[] logits = logits(task, packed);
		return IntStream.range(0, rows.size())
			.mapToObj((row) -> spans(logits, (int) packed.starts()[row], (int) packed.lengths()[row]))
			.toList();
	}

	private static SpanLogits spans(float[] logits, int first, int length) {
		float[] start = new float[length];
		float[] end = new float[length];
		for (int i = 0; i < length; i++) {
			start[i] = logits[2 * (first + i)];
			end[i] = logits[2 * (first + i) + 1];
		}
		return new SpanLogits(start, end);
	}

	float[][] scores(String task, List<TokenSequence> rows) {
		int outputs = require(task, false).outputs();
		if (rows.isEmpty()) {
			return new float[0][];
		}
		float[] logits = logits(task, packed(rows));
		float[][] scores = new float[rows.size()][outputs];
		for (int row = 0; row < scores.length; row++) {
			System.arraycopy(logits, row * outputs, scores[row], 0, outputs);
		}
		return scores;
	}

	private Task require(String name, boolean everyToken) {
		Task task = this.network.task(name);
		if (task.head().everyToken() != everyToken) {
			throw new IllegalArgumentException("task '" + name + "' has a head of kind " + task.head());
		}
		return task;
	}

	private PackedRows packed(List<TokenSequence> rows) {
		int tokens = rows.stream().mapToInt(TokenSequence::length).sum();
		List<TokenSequence> filled = new ArrayList<>(rows);
		filled.addAll(Collections.nCopies(Math.max(0, FEWEST_TOKENS - tokens), FILLER));
		return PackedRows.of(filled, this.network.config());
	}

	private float[] logits(String name, PackedRows rows) {
		Task task = this.network.task(name);
		try (NDManager manager = this.runtime.newManager()) {
			NDArray hidden = hidden(rows, manager);
			NDArray starts = this.runtime.inputs(manager).create(rows.starts());
			return this.runtime.call(Head.of(task).logitsMethod())
				.with(hidden)
				.with(this.network.head(name).blocks())
				.with(starts)
				.with(Head.activation(task))
				.run((result) -> result.toTensor((PtNDManager) manager).toFloatArray());
		}
		finally {
			this.runtime.heap().passed(rows.ids().length);
		}
	}

	/** The encoder's last hidden states for all rows, concatenated: tokens x H values. */
	float[] encode(List<TokenSequence> rows) {
		try (NDManager manager = this.runtime.newManager()) {
			return hidden(PackedRows.of(rows, this.network.config()), manager).toFloatArray();
		}
	}

	private NDArray hidden(PackedRows rows, NDManager manager) {
		return rows.addTo(this.runtime.call("encode").with(this.encoder), this.runtime.inputs(manager))
			.with(this.network.config().attentionHeads())
			.with(this.network.config().layerNormEpsilon())
			.with(this.products.ordinal())
			.run((result) -> result.toTensor((PtNDManager) manager));
	}

	@Override
	public void close() {
		this.encoder.close();
	}

}
