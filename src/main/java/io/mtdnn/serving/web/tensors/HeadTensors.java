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
 * A kind of head in the Open Inference Protocol. One bean per kind; their order is that
 * of the metadata.
 */
public interface HeadTensors {

	/** The kind of head. */
	HeadKind head();

	/** Its inputs; which of them are optional is up to {@link #reads}. */
	List<Tensor> inputs();

	/** Its outputs. */
	List<Tensor> outputs();

	/** Whether a request with inputs of these names may be for this head. */
	default boolean reads(Set<String> inputs) {
		return inputs.equals(inputs().stream().map(Tensor::name).collect(Collectors.toSet()));
	}

	/**
	 * Answers a request whose inputs {@linkplain #reads fit}.
	 * @throws InvalidQuestionException naming the input that does not fit
	 */
	List<Output> infer(RegisteredModel model, Request request, Deadline deadline);

}
