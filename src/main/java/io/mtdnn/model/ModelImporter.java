package io.mtdnn.model;

import java.nio.file.Path;
import java.util.List;

import io.mtdnn.task.Activation;
import io.mtdnn.task.HeadKind;
import org.jspecify.annotations.Nullable;

/** Reads models that were trained with transformers. */
public interface ModelImporter {

	/**
	 * Checks a directory without loading its weights.
	 * @throws ModelFormatException naming the unsupported family, class or setting with
	 * which transformers' model computes something that this service cannot, or the
	 * weights of the head that are missing, unexpected or of another shape (twenty at
	 * most, and the number of others)
	 */
	TransformersModel inspect(Path directory);

	/**
	 * Reads only {@code config.json}.
	 * @throws ModelFormatException when the family, the class or a setting is not
	 * supported
	 */
	TransformersModel configuration(Path directory);

	/**
	 * Writes a bundle without its tokenizer to an empty directory.
	 * @param directory a directory that {@link #inspect} accepts
	 * @param description description of the bundle, whose only task has the kind and
	 * activation of the directory's head
	 * @param order for each output of the task, its index in the directory's head
	 */
	void write(Path directory, Path bundle, ModelDescription description, List<Integer> order);

	/**
	 * A directory with a trained model of transformers.
	 *
	 * @param encoder shape of its encoder
	 * @param className transformers' class, such as {@code BertForQuestionAnswering}
	 * @param head kind of its head
	 * @param labels the label of each output ({@code id2label}); empty for kinds without
	 * labels
	 * @param activation function between the head's two layers; null for a head of one
	 * layer
	 */
	record TransformersModel(EncoderConfig encoder, String className, HeadKind head, List<String> labels,
			@Nullable Activation activation) {

		public TransformersModel {
			labels = List.copyOf(labels);
		}

	}

}
