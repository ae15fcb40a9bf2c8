package io.mtdnn.model;

import java.util.List;

import io.mtdnn.task.Activation;
import io.mtdnn.task.HeadKind;
import org.jspecify.annotations.Nullable;

/**
 * A directory with a trained model of transformers.
 *
 * @param encoder shape of its encoder
 * @param className transformers' class, such as {@code BertForQuestionAnswering}
 * @param head kind of its head
 * @param labels the label of each output ({@code id2label}) of a head that has labels;
 * empty for the others
 * @param activation what follows the first of the head's two layers; null for a head of
 * one layer
 */
public record TransformersModel(EncoderConfig encoder, String className, HeadKind head, List<String> labels,
		@Nullable Activation activation) {

	public TransformersModel {
		labels = List.copyOf(labels);
	}

}
