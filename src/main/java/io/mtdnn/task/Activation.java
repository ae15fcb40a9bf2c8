package io.mtdnn.task;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The function after a head's first layer, in heads of two layers: those of models that
 * were trained with transformers' classes for sentences.
 */
public enum Activation {

	/** The hyperbolic tangent, as in BERT's pooler and RoBERTa's head. */
	@JsonProperty("tanh")
	TANH,

	/** max(0, x), as in DistilBERT's head. */
	@JsonProperty("relu")
	RELU,

	/** x Phi(x) with the error function, as in ELECTRA's head. */
	@JsonProperty("gelu")
	GELU

}
