package io.mtdnn.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.mtdnn.plan.PlanField.Shape;
import io.mtdnn.task.Excerpt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The path of a field in a plan or a request. Names are separated by dots; brackets
 * contain the dataset of a task (or its index) or the key of a map: {@code learningRate},
 * {@code earlyStopping.patience}, {@code tasks[squad-v2].weight},
 * {@code limits.train[squad-v2]}.
 */
public final class PlanPath {

	private static final Pattern STEP = Pattern.compile("\\.?([^.\\[\\]]+)|\\[([^\\[\\]]+)\\]");

	private static final String DATASET = "dataset";

	private final String text;

	private final List<String> steps;

	private final PlanField field;

	private PlanPath(String text, List<String> steps, PlanField field) {
		this.text = text;
		this.steps = steps;
		this.field = field;
	}

	/**
	 * Parses a path.
	 * @throws InvalidPlanException when it does not lead to a field of plans
	 */
	public static PlanPath parse(String text) {
		List<String> steps = new ArrayList<>();
		Matcher matcher = STEP.matcher(text);
		while (matcher.lookingAt()) {
			steps.add((matcher.group(1) != null) ? matcher.group(1) : matcher.group(2));
			matcher.region(matcher.end(), text.length());
		}
		if (steps.isEmpty() || text.startsWith(".") || text.startsWith("[") || matcher.regionStart() != text.length()) {
			throw new InvalidPlanException(text,
					"'" + Excerpt.of(text) + "' is not a path such as learningRate or tasks[squad-v2].weight");
		}
		return new PlanPath(text, steps, field(text, steps));
	}

	/**
	 * The field at the end of the steps; for an element of a list or map, the field of
	 * the list or map.
	 */
	private static PlanField field(String text, List<String> steps) {
		List<PlanField> known = PlanField.plan();
		PlanField found = null;
		boolean inside = false;
		for (String step : steps) {
			if (found != null && found.shape() != Shape.ONE && !inside) {
				inside = true;
			}
			else {
				found = PlanField.named(step, known).orElse(null);
				inside = false;
				if (found == null) {
					throw new InvalidPlanException(text,
							"there is no field '" + Excerpt.of(step) + "' in "
									+ (step.equals(text) ? "a plan" : "'" + Excerpt.of(text) + "'") + "; known fields: "
									+ names(known));
				}
			}
			known = (found.shape() == Shape.ONE || inside) ? found.fields() : List.of();
		}
		return Objects.requireNonNull(found, "a path has steps");
	}

	private static String names(List<PlanField> fields) {
		return fields.isEmpty() ? "none"
				: fields.stream().map(PlanField::name).sorted().collect(Collectors.joining(", "));
	}

	/** The field at this path, or the field that contains the element at this path. */
	public PlanField field() {
		return this.field;
	}

	/** The names, datasets and keys that lead to the field. */
	public List<String> steps() {
		return List.copyOf(this.steps);
	}

	/** The value in a request; empty if absent. */
	public Optional<JsonNode> get(TrainingRequest request) {
		JsonNode node = request.fields();
		for (String step : this.steps) {
			node = (node != null) ? child(node, step) : null;
		}
		return Optional.ofNullable(node).filter((found) -> !found.isNull());
	}

	/** The value in a plan; empty if absent. */
	public Optional<JsonNode> get(TrainingPlan plan) {
		return get(TrainingRequests.of(plan));
	}

	/**
	 * A request with another value at this path. The value is not checked here, but when
	 * the request is resolved.
	 * @param value null (or JSON's null) to remove the field
	 * @throws InvalidPlanException when the request does not have the task
	 */
	public TrainingRequest set(TrainingRequest request, @Nullable JsonNode value) {
		ObjectNode fields = request.fields();
		JsonNode parent = fields;
		for (String step : this.steps.subList(0, this.steps.size() - 1)) {
			JsonNode child = child(parent, step);
			parent = (child != null && child.isContainer()) ? child : created(parent, step);
		}
		put(parent, this.steps.get(this.steps.size() - 1), value);
		return new TrainingRequest(fields);
	}

	private JsonNode created(JsonNode parent, String step) {
		if (parent instanceof ObjectNode object
				&& PlanField.named(step, PlanField.plan()).filter((known) -> known.shape() == Shape.LIST).isEmpty()) {
			ObjectNode child = object.objectNode();
			object.set(step, child);
			return child;
		}
		throw missing(step);
	}

	private void put(JsonNode parent, String step, @Nullable JsonNode value) {
		if (parent instanceof ArrayNode list) {
			int index = index(list, step);
			if (index < 0) {
				throw missing(step);
			}
			list.set(index, value);
		}
		else if (value == null || value.isNull()) {
			((ObjectNode) parent).remove(step);
		}
		else {
			((ObjectNode) parent).set(step, value);
		}
	}

	private InvalidPlanException missing(String step) {
		return new InvalidPlanException(this.text, "'" + Excerpt.of(step) + "' is not among the tasks of the request");
	}

	private static @Nullable JsonNode child(JsonNode node, String step) {
		return (node instanceof ArrayNode list) ? list.get(index(list, step)) : node.get(step);
	}

	/** Index of the task with this dataset, or at this position; -1 if there is none. */
	private static int index(ArrayNode list, String step) {
		for (int i = 0; i < list.size(); i++) {
			if (step.equals(list.get(i).path(DATASET).asString(null))) {
				return i;
			}
		}
		boolean position = step.matches("\\d{1,9}") && Integer.parseInt(step) < list.size();
		return position ? Integer.parseInt(step) : -1;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof PlanPath path && path.steps.equals(this.steps);
	}

	@Override
	public int hashCode() {
		return this.steps.hashCode();
	}

	@Override
	public String toString() {
		return this.text;
	}

}
