package io.mtdnn.model.torch;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.mtdnn.model.Batch;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.SpanLoss;
import io.mtdnn.model.encoder.HeadNames;
import io.mtdnn.model.encoder.Parameter;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Target;
import io.mtdnn.task.Task;

/**
 * One kind of head: its parameters and their initial values, its targets in the script's
 * form, and the script's methods for its loss and its logits. One object per kind,
 * registered here; the weights of each head belong to the {@link Network}.
 */
@SuppressWarnings("ClassInitializationDeadlock") // only this type creates heads
interface Head {

	/**
	 * Standard deviation of a new head's logits. In BERT-base, weights with BERT's
	 * standard deviation of 0.02 result in about the same (decision 10).
	 */
	double INITIAL_LOGITS = 0.5;

	/** The heads by kind. */
	Map<HeadKind, Head> ALL = Map.of(HeadKind.SPAN, new SpanHead(), HeadKind.MULTIPLE_CHOICE,
			new LabelHead(Batch::rowsPerItem), HeadKind.CLASSIFICATION,
			new LabelHead((batch) -> batch.task().outputs()), HeadKind.REGRESSION, new ValueHead());

	/** The head of a task. */
	static Head of(Task task) {
		return Objects.requireNonNull(ALL.get(task.head()));
	}

	/**
	 * Name of the script's method for the loss. Its arguments are the state of the pass,
	 * the head's blocks and their gradients, the lengths and starts of the rows, the
	 * targets, the weight and the scale of the loss, the head's dropout and its random
	 * generators, and the activation. It returns the sum of the losses times the weight,
	 * and stores the gradient of the hidden states in the state.
	 */
	String lossMethod();

	/**
	 * Name of the script's method for the logits. Its arguments are the hidden states,
	 * the head's blocks, the starts of the rows and the activation.
	 */
	String logitsMethod();

	/**
	 * Whether an item's target is in range. Another one could make the script access
	 * memory outside its tensors.
	 */
	boolean inRange(Target target, Batch batch, int item);

	/**
	 * The targets of a batch in the form required by the script's method for the loss.
	 */
	NDArray targets(Batch batch, NDManager manager);

	/**
	 * Names and shapes of the parameters, in the order of the script's blocks: if the
	 * task has an activation, those of the first layer; then those of the layer with the
	 * outputs.
	 */
	default List<Parameter> parameters(Task task, int hiddenSize) {
		return HeadNames.parameters(task, hiddenSize);
	}

	/** The script's number of a task's activation. */
	static int activation(Task task) {
		return (task.activation() != null) ? task.activation().ordinal() + 1 : 0;
	}

	/** The factor of every item's loss. */
	default double itemWeight(SpanLoss spanLoss) {
		return 1;
	}

	/**
	 * The initial values of a parameter of a new head: zeros for a bias, otherwise
	 * normally distributed. The standard deviation of the logits is that of the weights
	 * times sqrt(H), because hidden states are the output of a LayerNorm.
	 * @param hiddenSize width H of the hidden states
	 */
	default FloatTensor initial(Slot slot, int hiddenSize, Random random) {
		double deviation = INITIAL_LOGITS / Math.sqrt(hiddenSize);
		float[] values = new float[slot.size()];
		for (int i = 0; i < values.length && slot.decayed(); i++) {
			values[i] = (float) (deviation * random.nextGaussian());
		}
		return FloatTensor.of(values, slot.shape());
	}

}
