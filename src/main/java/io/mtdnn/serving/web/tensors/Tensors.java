package io.mtdnn.serving.web.tensors;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.limits.RequestLimits;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Requests and responses of the Open Inference Protocol, version 2, with their tensors as
 * JSON.
 */
public final class Tensors {

	static final String TEXT = "BYTES";

	private Tensors() {
	}

	/**
	 * A request for inference.
	 *
	 * @param id id of the request, which the response repeats
	 * @param parameters {@code task}: the dataset of the head, or the head
	 * @param inputs the inputs, identified by their names
	 * @param outputs the requested outputs; null for all
	 */
	@Schema(name = "InferenceRequest", requiredProperties = "inputs")
	public record Request(@Nullable String id, Map<String, Object> parameters, List<Input> inputs,
			@Nullable List<Wanted> outputs) {

		public Request {
			parameters = (parameters != null) ? parameters : Map.of();
			inputs = (inputs != null) ? inputs : List.of();
		}

		/**
		 * Name of the head's dataset, or of the head; null if the request does not name
		 * one.
		 */
		public @Nullable String task() {
			Object task = this.parameters.get("task");
			if (task != null && !(task instanceof String)) {
				throw new InvalidQuestionException("parameters.task", "task must be a string");
			}
			return (String) task;
		}

		/**
		 * The texts of an input that the request contains.
		 * @throws io.mtdnn.serving.QuestionTooLargeException when there are more than a
		 * batch may have
		 */
		public List<String> texts(String name, RequestLimits limits) {
			List<String> texts = texts(name).orElseThrow();
			limits.batch(name, texts.size());
			return texts;
		}

		/**
		 * Requires that two inputs have the same length.
		 * @param name name of the second input
		 * @throws InvalidQuestionException naming the second input
		 */
		public static void requireSame(String name, List<String> first, List<String> second) {
			if (first.size() != second.size()) {
				throw new InvalidQuestionException(name,
						"%s has %d elements, but the other input has %d".formatted(name, second.size(), first.size()));
			}
		}

		/**
		 * Checks each element of an input.
		 * @param check checks a text, whose name it is given
		 */
		public static Stream<Runnable> checks(String name, List<String> texts, BiConsumer<String, String> check) {
			return IntStream.range(0, texts.size())
				.<Runnable>mapToObj((i) -> () -> check.accept(name + "[" + i + "]", texts.get(i)));
		}

		/** The texts of an input; empty if the request does not contain it. */
		public Optional<List<String>> texts(String name) {
			for (int i = 0; i < this.inputs.size(); i++) {
				if (this.inputs.get(i) != null && name.equals(this.inputs.get(i).name())) {
					return Optional.of(this.inputs.get(i).texts("inputs[" + i + "]"));
				}
			}
			return Optional.empty();
		}

	}

	/**
	 * An input.
	 *
	 * @param name its name
	 * @param shape {@code [n]} or {@code [n, 1]}
	 * @param datatype {@code BYTES}
	 * @param parameters accepted and ignored
	 * @param data the texts, flat or nested
	 */
	@Schema(name = "InferenceInput", requiredProperties = { "name", "shape", "datatype", "data" })
	public record Input(@Nullable String name, @Nullable List<Long> shape, @Nullable String datatype,
			@Nullable Map<String, Object> parameters, @Schema(types = "array",
					description = "The strings, flat or nested as given by the shape") @Nullable JsonNode data) {

		List<String> texts(String at) {
			if (!TEXT.equals(this.datatype)) {
				throw new InvalidQuestionException(at + ".datatype",
						"the datatype of '%s' must be BYTES".formatted(this.name));
			}
			if (this.data == null || !this.data.isArray()) {
				throw new InvalidQuestionException(at + ".data", "data must be a list of strings");
			}
			List<String> texts = new ArrayList<>();
			flatten(this.data, at + ".data", texts);
			if (this.shape == null || this.shape.isEmpty() || this.shape.contains(null)
					|| this.shape.stream().reduce(1L, (a, b) -> a * b) != texts.size()) {
				throw new InvalidQuestionException(at + ".shape",
						"shape %s does not fit the %d elements of data".formatted(this.shape, texts.size()));
			}
			return texts;
		}

		private static void flatten(JsonNode data, String at, List<String> texts) {
			for (int i = 0; i < data.size(); i++) {
				JsonNode element = data.get(i);
				if (element.isArray()) {
					flatten(element, at + "[" + i + "]", texts);
				}
				else if (element.isString()) {
					texts.add(element.stringValue());
				}
				else {
					throw new InvalidQuestionException(at + "[" + i + "]", "a string is expected");
				}
			}
		}

	}

	/**
	 * A requested output.
	 *
	 * @param name name of the output
	 * @param parameters accepted and ignored
	 */
	@Schema(name = "InferenceWanted", requiredProperties = "name")
	public record Wanted(@Nullable String name, @Nullable Map<String, Object> parameters) {

	}

	/**
	 * The outputs of an inference.
	 *
	 * @param modelName name of the model
	 * @param modelVersion id of the model
	 * @param id id of the request
	 * @param outputs the outputs in order
	 */
	@Schema(name = "InferenceResponse")
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Response(@JsonProperty("model_name") String modelName,
			@JsonProperty("model_version") String modelVersion, @Nullable String id, List<Output> outputs) {

		/** The response with the requested outputs. */
		static Response of(RegisteredModel model, Request request, List<Output> outputs) {
			List<Output> wanted = (request.outputs() == null) ? outputs
					: request.outputs().stream().map((one) -> find(outputs, one)).toList();
			return new Response(model.name(), model.id(), request.id(), wanted);
		}

		private static Output find(List<Output> outputs, Wanted wanted) {
			return outputs.stream()
				.filter((output) -> wanted != null && output.name().equals(wanted.name()))
				.findFirst()
				.orElseThrow(() -> new InvalidQuestionException("outputs",
						"outputs must be among " + outputs.stream().map(Output::name).toList()));
		}

	}

	/**
	 * An output.
	 *
	 * @param name its name
	 * @param datatype its type
	 * @param shape {@code [n]}
	 * @param data its elements
	 */
	@Schema(name = "InferenceOutput")
	public record Output(String name, String datatype, List<Integer> shape,
			@Schema(types = "array", description = "Strings or numbers") List<?> data) {

	}

}
