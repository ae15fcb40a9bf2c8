package io.mtdnn.serving.web.tensors;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.Deadline;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.web.tensors.Tensors.Request;
import io.mtdnn.serving.web.tensors.Tensors.Response;
import org.springframework.stereotype.Component;

/**
 * Answers requests of the Open Inference Protocol. The names of the inputs determine
 * which head answers.
 */
@Component
@ConditionalOnRole(NodeRole.SERVING)
class TensorInference {

	private final List<HeadTensors> heads;

	TensorInference(List<HeadTensors> heads) {
		this.heads = heads;
	}

	/** The inputs of a model's heads; inputs of several heads are listed once. */
	List<Tensor> inputs(RegisteredModel model) {
		List<Tensor> inputs = new ArrayList<>();
		this.heads.stream()
			.filter((head) -> model.has(head.head()))
			.forEach((head) -> head.inputs().stream().filter((input) -> !inputs.contains(input)).forEach(inputs::add));
		return inputs;
	}

	/** The outputs of a model's heads. */
	List<Tensor> outputs(RegisteredModel model) {
		return this.heads.stream()
			.filter((head) -> model.has(head.head()))
			.flatMap((head) -> head.outputs().stream())
			.toList();
	}

	/**
	 * Answers a request.
	 * @throws InvalidQuestionException naming the input at fault
	 */
	Response infer(RegisteredModel model, Request request, Deadline deadline) {
		Set<String> names = request.inputs()
			.stream()
			.map((input) -> (input != null) ? String.valueOf(input.name()) : "null")
			.collect(Collectors.toSet());
		if (names.size() < request.inputs().size()) {
			throw new InvalidQuestionException("inputs", "no input may appear twice");
		}
		List<HeadTensors> fitting = this.heads.stream().filter((head) -> head.reads(names)).toList();
		if (fitting.isEmpty()) {
			throw new InvalidQuestionException("inputs",
					"inputs must be those of one head, with or without text_pair: " + this.heads.stream()
						.map((head) -> head.inputs().stream().map(Tensor::name).collect(Collectors.joining(" and ")))
						.distinct()
						.collect(Collectors.joining("; ")));
		}
		return Response.of(model, request, asked(model, request, fitting).infer(model, request, deadline));
	}

	/**
	 * Among several heads with the same inputs, the head of the task that the request
	 * names, or the first that the model has.
	 */
	private static HeadTensors asked(RegisteredModel model, Request request, List<HeadTensors> fitting) {
		String name = (fitting.size() > 1) ? request.task() : null;
		return fitting.stream()
			.filter((head) -> model.tasks()
				.stream()
				.anyMatch((task) -> task.head() == head.head()
						&& (name == null || task.name().equals(name) || task.headName().equals(name))))
			.findFirst()
			.orElse(fitting.get(0));
	}

}
