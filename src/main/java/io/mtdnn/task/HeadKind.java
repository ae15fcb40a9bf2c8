package io.mtdnn.task;

/**
 * The kinds of output head, each one linear layer on the encoder's last hidden states (hidden size H).
 */
public enum HeadKind {

	/** {@code [2, H]} on every token: a start and an end logit. Extractive question answering. */
	SPAN,

	/** {@code [1, H]} on the [CLS] vector of each choice, softmax over the choices. */
	MULTIPLE_CHOICE,

	/** {@code [labels, H]} on the [CLS] vector. */
	CLASSIFICATION

}
