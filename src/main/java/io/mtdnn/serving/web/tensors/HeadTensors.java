package io.mtdnn.serving.web.tensors;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.Deadline;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.web.tensors.Tensors.Output;
import io.mtdnn.serving.web.tensors.Tensors.Request;
import io.mtdnn.task.HeadKind;

/**
 * The inputs and outputs of a kind of head in the Open Inference Protocol. One bean per
 * kind; the metadata lists them in the order of the beans.
 */
public interface HeadTensors {

	/** The kind of head. */
	HeadKind head();

	/** The inputs of the head. {@link #reads} decides which of them are optional. */
	List<Tensor> inputs();

	/** The outputs of the head. */
	List<Tensor> outputs();

	/** Whether a request with inputs of these names can be for this head. */
	default boolean reads(Set<String> inputs) {
		return inputs.equals(inputs().stream().map(Tensor::name).collect(Collectors.toSet()));
	}

	/**
	 * Answers a request whose inputs {@linkplain #reads fit}.
	 * @throws InvalidQuestionException naming the input at fault
	 */
	List<Output> infer(RegisteredModel model, Request request, Deadline deadline);

}
