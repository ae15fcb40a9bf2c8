package io.mtdnn.jobs.web;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.mtdnn.files.Digests;
import io.mtdnn.jobs.IdempotencyKey;
import io.mtdnn.jobs.JobSubmission;
import io.mtdnn.plan.TrainingRequest;
import io.mtdnn.plan.TrainingRequests;
import io.mtdnn.task.Excerpt;
import io.mtdnn.task.Fault;
import io.mtdnn.web.JsonBinding;
import io.mtdnn.web.JsonBinding.Bound;
import io.mtdnn.web.StrictJson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a job from JSON: the fields of a {@link TrainingRequest} and those of the job.
 * Rejects unknown fields, so that a misspelt field is not ignored.
 */
@Component
class JobRequestReader {

	private static final Set<String> LABELS = Arrays.stream(JobLabels.class.getRecordComponents())
		.map(RecordComponent::getName)
		.collect(Collectors.toCollection(LinkedHashSet::new));

	private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

	private final JsonMapper mapper = StrictJson.apply(JsonMapper.builder()).build();

	/**
	 * Reads a job.
	 * @param check finds further faults of a request that could be read only in part
	 * @throws BadRequestException naming every field at fault
	 */
	JobSubmission read(String body, Function<TrainingRequest, List<Fault>> check) {
		ObjectNode document = document(body);
		List<Fault> faults = new ArrayList<>();
		JobLabels labels = checked(bind(taken(document, LABELS), JobLabels.class), faults);
		TrainingRequest request = new TrainingRequest(document);
		faults.addAll(TrainingRequests.faults(request, LABELS));
		if (labels == null || !faults.isEmpty()) {
			throw new BadRequestException(new Bound<>(request, faults).with(check.apply(request)));
		}
		return new JobSubmission(request, labels.priority(), labels.maxAttempts(), labels.tags(), labels.notes(),
				labels.jobGroup(), labels.pauseAt());
	}

	private ObjectNode taken(ObjectNode document, Set<String> names) {
		ObjectNode taken = this.mapper.createObjectNode();
		for (String name : names) {
			JsonNode value = document.remove(name);
			if (value != null) {
				taken.set(name, value);
			}
		}
		return taken;
	}

	/** The labels of a job; adds their faults to the list. */
	private static @Nullable JobLabels checked(Bound<JobLabels> labels, List<Fault> faults) {
		faults.addAll(labels.with((labels.value() != null) ? labels.value().faults() : List.of()));
		return labels.value();
	}

	/**
	 * Reads changed labels.
	 * @throws BadRequestException naming every field at fault
	 */
	JobLabels readChange(String body) {
		ObjectNode document = document(body);
		List<Fault> faults = new ArrayList<>();
		for (String name : List.copyOf(document.propertyNames())) {
			if (!name.equals("tags") && !name.equals("notes")) {
				document.remove(name);
				faults.add(new Fault(name, "'" + Excerpt.of(name) + "' cannot be changed; only tags and notes can."));
			}
		}
		JobLabels read = checked(bind(document, JobLabels.class), faults);
		if (read == null || !faults.isEmpty()) {
			throw new BadRequestException(faults);
		}
		return read;
	}

	/**
	 * The idempotency key of a request whose body has been read.
	 * @throws BadRequestException when the key is malformed
	 */
	IdempotencyKey key(String value, String body) {
		if (!KEY.matcher(value).matches()) {
			throw new BadRequestException("Idempotency-Key",
					"'Idempotency-Key' must have 1 to 200 printable ASCII characters.");
		}
		// Field order and white space do not distinguish requests.
		Object document = this.mapper.treeToValue(tree(body), Object.class);
		byte[] canonical = this.mapper.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
			.writeValueAsBytes(document);
		return new IdempotencyKey(value, Digests.sha256(canonical));
	}

	private ObjectNode document(String body) {
		if (tree(body) instanceof ObjectNode document) {
			return document;
		}
		throw new BadRequestException(null, "The body must be a JSON object.");
	}

	private JsonNode tree(String body) {
		try {
			return this.mapper.readTree(body);
		}
		catch (JacksonException ex) {
			throw new BadRequestException(null, "The body is not valid JSON: " + firstLine(ex.getOriginalMessage()));
		}
	}

	private <T> Bound<T> bind(ObjectNode document, Class<T> type) {
		return JsonBinding.bind(this.mapper.reader(), this.mapper.constructType(type), document,
				(ex) -> new Fault(path(ex), message(ex)));
	}

	private static String message(JacksonException fault) {
		if (fault instanceof UnrecognizedPropertyException ex) {
			return "Unknown field '" + Excerpt.of(ex.getPropertyName()) + "'. Known fields: "
					+ String.join(", ", ex.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList()) + ".";
		}
		if (fault instanceof MismatchedInputException ex) {
			return "'" + path(ex) + "' must be " + expected(ex.getTargetType()) + ".";
		}
		if (fault instanceof InputCoercionException ex) {
			return "'" + path(ex) + "' must be " + expected(ex.getTargetType()) + " in range: "
					+ firstLine(ex.getOriginalMessage()) + ".";
		}
		return firstLine(fault.getOriginalMessage());
	}

	private static String path(JacksonException ex) {
		StringBuilder path = new StringBuilder();
		for (JacksonException.Reference step : ex.getPath()) {
			if (step.getPropertyName() == null) {
				path.append('[').append(step.getIndex()).append(']');
			}
			else {
				path.append((path.length() > 0) ? "." : "").append(step.getPropertyName());
			}
		}
		return path.toString();
	}

	private static String expected(@Nullable Class<?> type) {
		if (type == null) {
			return "of another type";
		}
		if (type == Integer.class || type == int.class) {
			return "a whole number";
		}
		if (type == Double.class || type == double.class) {
			return "a number";
		}
		if (Collection.class.isAssignableFrom(type)) {
			return "a list";
		}
		return (type == String.class) ? "a string" : "an object";
	}

	private static String firstLine(@Nullable String message) {
		return (message != null) ? message.lines().findFirst().orElse("") : "";
	}

}
