package io.mtdnn.serving.web;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.task.Excerpt;
import io.mtdnn.task.Fault;
import io.mtdnn.web.JsonBinding;
import io.mtdnn.web.JsonBinding.Bound;
import io.mtdnn.web.UnreadableBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a request, which are read as several records, so that requests share the
 * definitions of these records. All faults are reported at the end.
 */
final class RequestFields {

	private final JsonMapper mapper;

	private final ObjectNode fields;

	private final Set<String> known = new TreeSet<>();

	private final List<Fault> faults = new ArrayList<>();

	/**
	 * The fields of a request.
	 * @param request the request, which is not changed
	 */
	RequestFields(JsonMapper mapper, ObjectNode request) {
		this.mapper = mapper;
		this.fields = request.deepCopy();
	}

	/** Reads the fields of a record; null if {@link #check} rejects them. */
	<T extends Record> @Nullable T take(Class<T> type) {
		ObjectNode own = this.mapper.createObjectNode();
		for (RecordComponent component : type.getRecordComponents()) {
			this.known.add(component.getName());
			for (String spelling : spellings(component)) {
				if (this.fields.has(spelling)) {
					own.set(component.getName(), this.fields.remove(spelling));
				}
			}
		}
		JavaType target = this.mapper.constructType(type);
		Bound<T> bound = JsonBinding.bind(this.mapper.readerFor(type), target, own,
				(ex) -> new Fault(UnreadableBody.path(ex), UnreadableBody.message(ex)));
		this.faults.addAll(bound.faults());
		return bound.value();
	}

	private static List<String> spellings(RecordComponent component) {
		List<String> spellings = new ArrayList<>();
		JsonAlias alias = component.getAccessor().getAnnotation(JsonAlias.class);
		if (alias != null) {
			spellings.addAll(List.of(alias.value()));
		}
		spellings.add(component.getName());
		return spellings;
	}

	/**
	 * Checks that all fields have been read.
	 * @throws InvalidQuestionException naming every field that is at fault or unknown
	 */
	void check() {
		this.fields.propertyNames()
			.forEach((name) -> this.faults.add(new Fault(name, "Unknown field '%s'. Known fields: %s."
				.formatted(Excerpt.of(name), String.join(", ", this.known)))));
		if (!this.faults.isEmpty()) {
			throw new InvalidQuestionException(this.faults);
		}
	}

}
