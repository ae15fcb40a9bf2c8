package io.mtdnn.model.onnx;

import java.util.List;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.encoder.EncoderWeights;
import io.mtdnn.model.encoder.EncoderNames;
import io.mtdnn.model.encoder.HeadNames;
import io.mtdnn.task.Task;

/**
 * Builds the forward pass as an ONNX graph. Nodes are named by the module's path, as
 * PyTorch's exporter does. Linear weights are stored transposed, {@code [in, out]}, as
 * {@code MatMul} requires.
 */
final class OnnxBert {

	/**
	 * The most negative float. Added to the scores of padding, it makes their attention
	 * weights 0.
	 */
	private static final float MASKED = -Float.MAX_VALUE;

	private final OnnxGraph graph = new OnnxGraph("mtdnn");

	private final EncoderWeights weights;

	private final EncoderConfig config;

	OnnxBert(EncoderWeights weights) {
		this.weights = weights;
		this.config = weights.config();
	}

	/** The graph of the encoder with the head of a task. To be called once. */
	OnnxGraph graph(Task task) {
		String ids = this.graph.input("input_ids", DataType.INT64, "batch", "sequence");
		String mask = this.graph.input("attention_mask", DataType.INT64, "batch", "sequence");
		String types = this.graph.input("token_type_ids", DataType.INT64, "batch", "sequence");
		String hidden = embeddings(ids, types);
		String bias = attentionBias(mask);
		for (int layer = 0; layer < this.config.layers(); layer++) {
			hidden = layer(EncoderNames.layer(layer), hidden, bias);
		}
		OnnxOutputs.of(task).add(this, task, hidden);
		return this.graph;
	}

	private String embeddings(String ids, String types) {
		String length = this.graph.node("embeddings.length", "Shape", List.of(ids), OnnxGraph.attribute("start", 1),
				OnnxGraph.attribute("end", 2));
		String positions = positions(length);
		String words = this.graph.node("embeddings.word_embeddings", "Gather",
				List.of(parameter(EncoderNames.WORDS), ids));
		if (this.config.typeVocabularySize() == 0) {
			return norm(EncoderNames.EMBEDDING_NORM, add("embeddings.Add", words, positions));
		}
		// an encoder with one token type uses it for all tokens
		String known = (this.config.typeVocabularySize() > 1) ? types
				: this.graph.node("embeddings.types", "Sub", List.of(types, types));
		String segments = this.graph.node("embeddings.token_type_embeddings", "Gather",
				List.of(parameter(EncoderNames.TYPES), known));
		String placed = add("embeddings.Add", words, positions);
		return norm(EncoderNames.EMBEDDING_NORM, add("embeddings.Add_1", placed, segments));
	}

	private String positions(String length) {
		String zero = this.graph.longs("zero", 0);
		if (this.config.firstPosition() == 0) {
			return this.graph.node("embeddings.position_embeddings", "Slice",
					List.of(parameter(EncoderNames.POSITIONS), zero, length, zero));
		}
		String first = this.graph.longs("position.first", this.config.firstPosition());
		String end = this.graph.node("embeddings.position_end", "Add", List.of(length, first));
		return this.graph.node("embeddings.position_embeddings", "Slice",
				List.of(parameter(EncoderNames.POSITIONS), first, end, zero));
	}

	/**
	 * The bias of shape {@code [batch, 1, 1, sequence]}: 0 for tokens, {@link #MASKED}
	 * for padding.
	 */
	private String attentionBias(String mask) {
		String unsqueezed = this.graph.node("mask.Unsqueeze", "Unsqueeze",
				List.of(mask, this.graph.longs("mask.axes", 1, 2)));
		String floats = this.graph.node("mask.Cast", "Cast", List.of(unsqueezed),
				OnnxGraph.attribute("to", DataType.FLOAT.getNumber()));
		String padding = this.graph.node("mask.Sub", "Sub", List.of(this.graph.scalar("one", 1), floats));
		return multiply("mask.Mul", padding, this.graph.scalar("masked", MASKED));
	}

	private String layer(String prefix, String input, String bias) {
		String attended = linear(prefix + "attention.output.dense", attention(prefix + "attention.self", input, bias),
				this.config.hiddenSize());
		String middle = norm(prefix + "attention.output.LayerNorm",
				add(prefix + "attention.output.Add", attended, input));
		String wide = gelu(prefix + "intermediate.act",
				linear(prefix + "intermediate.dense", middle, this.config.intermediateSize()));
		String narrow = linear(prefix + "output.dense", wide, this.config.hiddenSize());
		return norm(prefix + "output.LayerNorm", add(prefix + "output.Add", narrow, middle));
	}

	private String attention(String module, String input, String bias) {
		String query = heads(module + ".query", input, 0, 2, 1, 3);
		String key = heads(module + ".key", input, 0, 2, 3, 1);
		String value = heads(module + ".value", input, 0, 2, 1, 3);
		double width = (double) this.config.hiddenSize() / this.config.attentionHeads();
		String products = this.graph.node(module, "MatMul", List.of(query, key));
		String scores = multiply(module + ".Mul", products, this.graph.scalar("scale", (float) (1 / Math.sqrt(width))));
		String weights = this.graph.node(module + ".Softmax", "Softmax", List.of(add(module + ".Add", scores, bias)),
				OnnxGraph.attribute("axis", -1));
		String mixed = this.graph.node(module + ".MatMul_1", "MatMul", List.of(weights, value));
		String transposed = this.graph.node(module + ".Transpose", "Transpose", List.of(mixed),
				OnnxGraph.attribute("perm", 0, 2, 1, 3));
		return this.graph.node(module + ".Reshape", "Reshape",
				List.of(transposed, this.graph.longs("joined", 0, 0, this.config.hiddenSize())));
	}

	/**
	 * A projection, split into {@code [batch, sequence, heads, width]}, with its axes in
	 * the given order.
	 */
	private String heads(String module, String input, long... order) {
		int heads = this.config.attentionHeads();
		String cut = this.graph.node(module + ".Reshape", "Reshape",
				List.of(linear(module, input, this.config.hiddenSize()),
						this.graph.longs("heads", 0, 0, heads, this.config.hiddenSize() / heads)));
		return this.graph.node(module + ".Transpose", "Transpose", List.of(cut), OnnxGraph.attribute("perm", order));
	}

	/** The exact GELU, by the error function. */
	private String gelu(String name, String input) {
		String scaled = this.graph.node(name + ".Div", "Div",
				List.of(input, this.graph.scalar("sqrt2", (float) Math.sqrt(2))));
		String erf = this.graph.node(name + ".Erf", "Erf", List.of(scaled));
		String product = multiply(name + ".Mul", input, add(name + ".Add", erf, this.graph.scalar("one", 1)));
		return multiply(name + ".Mul_1", product, this.graph.scalar("half", 0.5f));
	}

	private String norm(String module, String input) {
		return this.graph.node(module, "LayerNormalization",
				List.of(input, parameter(module + ".weight"), parameter(module + ".bias")),
				OnnxGraph.attribute("axis", -1),
				OnnxGraph.attribute("epsilon", (float) this.config.layerNormEpsilon()));
	}

	private String linear(String module, String input, int outputs) {
		String name = module + ".weight";
		long inputs = this.weights.floats(name).shape()[1];
		String kernel = this.graph.weight(name + "_transposed", new long[] { inputs, outputs },
				() -> this.weights.floats(name).transposed());
		String product = this.graph.node(module, "MatMul", List.of(input, kernel));
		return add(module + ".Add", product, parameter(module + ".bias"));
	}

	/** The layers of a task's head on hidden states. */
	String head(Task task, String hidden) {
		return linear(HeadNames.linear(task), activated(task, hidden), task.outputs());
	}

	private String activated(Task task, String hidden) {
		if (task.activation() == null) {
			return hidden;
		}
		String dense = linear(HeadNames.dense(task), hidden, this.config.hiddenSize());
		return switch (task.activation()) {
			case TANH -> this.graph.node("head.Tanh", "Tanh", List.of(dense));
			case RELU -> this.graph.node("head.Relu", "Relu", List.of(dense));
			case GELU -> gelu("head.act", dense);
		};
	}

	/** The hidden state of each row's first token. */
	String first(String hidden) {
		return this.graph.node("cls.Gather", "Gather", List.of(hidden, this.graph.index(0)),
				OnnxGraph.attribute("axis", 1));
	}

	/** Makes one logit of every token an output of shape {@code [batch, sequence]}. */
	void column(String name, String logits, int index) {
		String column = this.graph.node(name + ".Gather", "Gather", List.of(logits, this.graph.index(index)),
				OnnxGraph.attribute("axis", -1));
		this.graph.output(name, column, "batch", "sequence");
	}

	/** Makes the logits of every row an output of shape {@code [batch, width]}. */
	void output(String name, String logits, int width) {
		this.graph.output(name, logits, "batch", width);
	}

	private String add(String name, String a, String b) {
		return this.graph.node(name, "Add", List.of(a, b));
	}

	private String multiply(String name, String a, String b) {
		return this.graph.node(name, "Mul", List.of(a, b));
	}

	/** A parameter, unchanged. */
	private String parameter(String name) {
		return this.graph.weight(name, this.weights.floats(name).shape(), () -> this.weights.floats(name));
	}

}
