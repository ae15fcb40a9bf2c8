package io.mtdnn.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import io.mtdnn.model.TorchRuntime.Products;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;

/**
 * The weights of an encoder with its heads, and the forward pass that answers. It keeps no state beside the weights:
 * several threads may ask at once.
 */
final class Network {

	/**
	 * Products of fewer rows than this go another way in oneDNN, which adds up in another order: blocks of fewer tokens
	 * are filled up, so that a row's result is the same to the last bit whether it goes alone or with others.
	 */
	private static final int FEWEST_TOKENS = 16;

	/** The script takes tokens through a layer in blocks of a multiple of this, and what is left in the last one. */
	private static final int BLOCK = 128;

	private static final TokenSequence FILLER = new TokenSequence(new int[1], 1);

	private final TorchRuntime runtime;

	private final BertConfig config;

	private final Map<String, Task> tasks = new LinkedHashMap<>();

	private final SegmentMemory encoder;

	private final Map<String, SegmentMemory> heads = new LinkedHashMap<>();

	Network(TorchRuntime runtime, NDManager manager, BertConfig config, List<Task> tasks) {
		this.runtime = runtime;
		this.config = config;
		this.encoder = new SegmentMemory(manager, Segment.encoder(config));
		for (Task task : tasks) {
			if (this.tasks.put(task.name(), task) != null) {
				throw new IllegalArgumentException("two tasks are named '" + task.name() + "'");
			}
			this.heads.put(task.name(), new SegmentMemory(manager, Segment.head(task, config.hiddenSize())));
		}
	}

	BertConfig config() {
		return this.config;
	}

	List<Task> tasks() {
		return List.copyOf(this.tasks.values());
	}

	SegmentMemory encoder() {
		return this.encoder;
	}

	SegmentMemory head(String task) {
		return this.heads.get(task);
	}

	long bytes() {
		return this.encoder.bytes() + this.heads.values().stream().mapToLong(SegmentMemory::bytes).sum();
	}

	/** Encoder parameters and heads under their Hugging Face names. */
	Map<String, FloatTensor> export() {
		Map<String, FloatTensor> tensors = new LinkedHashMap<>();
		this.encoder.export("", tensors);
		this.heads.values().forEach((head) -> head.export("", tensors));
		return tensors;
	}

	List<SpanLogits> spans(String task, List<TokenSequence> rows, Products products) {
		require(task, true);
		if (rows.isEmpty()) {
			return List.of();
		}
		PackedRows packed = packed(rows);
		float[] logits = logits(this.heads.get(task), packed, true, products);
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

	float[][] scores(String task, List<TokenSequence> rows, Products products) {
		int outputs = require(task, false).outputs();
		if (rows.isEmpty()) {
			return new float[0][];
		}
		float[] logits = logits(this.heads.get(task), packed(rows), false, products);
		float[][] scores = new float[rows.size()][outputs];
		for (int row = 0; row < scores.length; row++) {
			System.arraycopy(logits, row * outputs, scores[row], 0, outputs);
		}
		return scores;
	}

	private Task require(String name, boolean span) {
		Task task = this.tasks.get(name);
		if (task == null) {
			throw new IllegalArgumentException("no head for task '" + name + "', only for " + this.tasks.keySet());
		}
		if ((task.head() == HeadKind.SPAN) != span) {
			throw new IllegalArgumentException("task '" + name + "' has a head of kind " + task.head());
		}
		return task;
	}

	private PackedRows packed(List<TokenSequence> rows) {
		int tokens = rows.stream().mapToInt(TokenSequence::length).sum();
		List<TokenSequence> filled = new ArrayList<>(rows);
		int left = tokens % BLOCK;
		if (left > 0) {
			filled.addAll(Collections.nCopies(Math.max(0, FEWEST_TOKENS - left), FILLER));
		}
		return PackedRows.of(filled, this.config);
	}

	private float[] logits(SegmentMemory head, PackedRows rows, boolean span, Products products) {
		try (NDManager manager = this.runtime.newManager()) {
			ScriptCall call = this.runtime.call("answer").with(this.encoder.blocks());
			return rows.addTo(call, manager)
				.with(head.blocks())
				.with(manager.create(rows.starts()))
				.with(span)
				.with(this.config.attentionHeads())
				.with(this.config.layerNormEpsilon())
				.with(products.ordinal())
				.run((result) -> result.toTensor((PtNDManager) manager).toFloatArray());
		}
		finally {
			this.runtime.heap().passed(rows.ids().length);
		}
	}

	/** The encoder's output of all rows one behind the other: tokens x H values. */
	float[] encode(List<TokenSequence> rows, Products products) {
		PackedRows packed = PackedRows.of(rows, this.config);
		try (NDManager manager = this.runtime.newManager()) {
			ScriptCall call = this.runtime.call("encode").with(this.encoder.blocks());
			return packed.addTo(call, manager)
				.with(this.config.attentionHeads())
				.with(this.config.layerNormEpsilon())
				.with(products.ordinal())
				.run((result) -> result.toTensor((PtNDManager) manager).toFloatArray());
		}
	}

}
