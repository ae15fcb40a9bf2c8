package io.mtdnn.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import io.mtdnn.task.Fault;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Binds a JSON document to a value and reports all faults, whereas Jackson reports only
 * the first: invalid parts are removed and the rest is bound again.
 */
public final class JsonBinding {

	private JsonBinding() {
	}

	/**
	 * Binds a document, removing its invalid parts.
	 * @param reader reads values of {@code type}
	 * @param describe converts an exception of Jackson to a message for callers
	 */
	public static <T> Bound<T> bind(ObjectReader reader, JavaType type, JsonNode document,
			Function<JacksonException, Fault> describe) {
		List<Fault> faults = new ArrayList<>();
		while (true) {
			try {
				return new Bound<>(reader.forType(type).readValue(document), faults);
			}
			catch (JacksonException ex) {
				Fault fault = describe.apply(ex);
				boolean known = faults.stream().anyMatch((other) -> Objects.equals(other.field(), fault.field()));
				if (!known) {
					faults.add(fault);
				}
				// A removed part may be required; then its container is removed as well.
				List<Reference> path = known ? parent(ex.getPath()) : ex.getPath();
				if (faults.size() >= Problems.LISTED || !removed(document, path)) {
					return new Bound<>(null, faults);
				}
			}
		}
	}

	private static List<Reference> parent(List<Reference> path) {
		return path.subList(0, Math.max(0, path.size() - 1));
	}

	/** Removes the deepest existing node of a path, but never the document itself. */
	private static boolean removed(JsonNode document, List<Reference> path) {
		JsonNode parent = null;
		Reference last = null;
		JsonNode node = document;
		for (Reference step : path) {
			JsonNode child = child(node, step);
			if (child == null) {
				break;
			}
			parent = node;
			last = step;
			node = child;
		}
		return parent != null && last != null && remove(parent, last, node);
	}

	private static JsonNode child(JsonNode node, Reference step) {
		return (step.getPropertyName() != null) ? node.get(step.getPropertyName()) : node.get(step.getIndex());
	}

	/**
	 * Removes a node; in a list, null replaces it, so that later paths remain correct.
	 */
	private static boolean remove(JsonNode parent, Reference step, JsonNode node) {
		if (parent instanceof ObjectNode object) {
			return object.remove(step.getPropertyName()) != null;
		}
		if (parent instanceof ArrayNode array && !node.isNull()) {
			array.setNull(step.getIndex());
			return true;
		}
		return false;
	}

	/**
	 * The result of binding.
	 *
	 * @param value the value of the valid parts; null if too little is valid
	 * @param faults the faults
	 */
	public record Bound<T>(@Nullable T value, List<Fault> faults) {

		/**
		 * Adds faults found in the value, except those caused by removed parts.
		 */
		public List<Fault> with(List<Fault> found) {
			List<Fault> all = new ArrayList<>(this.faults);
			found.stream()
				.filter((fault) -> this.faults.stream().noneMatch((known) -> related(known, fault)))
				.forEach(all::add);
			return all;
		}

		private static boolean related(Fault known, Fault fault) {
			return known.field() == null || fault.field() == null || fault.isWithin(known.field())
					|| known.isWithin(fault.field());
		}

	}

}
