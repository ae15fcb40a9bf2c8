package io.mtdnn.model.huggingface;

import java.util.Map;
import java.util.Objects;

import io.mtdnn.task.Activation;

import static io.mtdnn.task.Activation.GELU;
import static io.mtdnn.task.Activation.RELU;
import static io.mtdnn.task.Activation.TANH;

/**
 * The two layers of a class in transformers for sentences,
 * {@code linear(activation(dense(h)))}, where h is the hidden state of the first token.
 *
 * @param dense module of the first layer, which has the encoder's width; without the
 * encoder's prefix if {@code inside}
 * @param inside whether that layer is part of the encoder's module
 * @param linear module of the layer with the outputs
 * @param activation function between the layers
 */
record SentenceLayers(String dense, boolean inside, String linear, Activation activation) {

	private static final String CLASSIFIER = "classifier";

	private static final String POOLER = "pooler.dense";

	private static final SentenceLayers POOLED = new SentenceLayers(POOLER, true, CLASSIFIER, TANH);

	private static final SentenceLayers DISTILBERT = new SentenceLayers("pre_classifier", false, CLASSIFIER, RELU);

	private static final SentenceLayers ROBERTA = new SentenceLayers("classifier.dense", false, "classifier.out_proj",
			TANH);

	/** Classification and regression, by model type. */
	private static final Map<String, SentenceLayers> SEQUENCES = Map.of("bert", POOLED, "distilbert", DISTILBERT,
			"electra", new SentenceLayers("classifier.dense", false, "classifier.out_proj", GELU), "roberta", ROBERTA,
			"xlm-roberta", ROBERTA);

	/** Multiple choice, by model type. */
	private static final Map<String, SentenceLayers> CHOICES = Map.of("bert", POOLED, "distilbert", DISTILBERT,
			"electra", new SentenceLayers("sequence_summary.summary", false, CLASSIFIER, GELU), "roberta", POOLED,
			"xlm-roberta", POOLED);

	/**
	 * The layers of a family's class.
	 * @param choices whether the class is the one for multiple choice
	 */
	static SentenceLayers of(String family, boolean choices) {
		return Objects.requireNonNull((choices ? CHOICES : SEQUENCES).get(family), family);
	}

	/** The first layer's module in files of models with a head. */
	String dense(String prefix) {
		return this.inside ? prefix + this.dense : this.dense;
	}

}
