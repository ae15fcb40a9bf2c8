package io.mtdnn.jobs.web;

import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mtdnn.jobs.IdempotencyKey;
import io.mtdnn.jobs.JobSubmission;
import io.mtdnn.task.Excerpt;
import io.mtdnn.training.TrainingRequest;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a job from JSON: the fields of a {@link TrainingRequest} beside those of the job. Strict, so that a misspelt
 * field is not taken for one left out.
 */
@Component
class JobRequestReader {

	private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

	private final JsonMapper mapper = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
				DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
		.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
		.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
		.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
		.build();

	/**
	 * Reads a job.
	 * @throws BadRequestException naming the field
	 */
	JobSubmission read(String body) {
		if (!(tree(body) instanceof ObjectNode document)) {
			throw new BadRequestException(null, "The body must be a JSON object.");
		}
		ObjectNode labels = this.mapper.createObjectNode();
		for (RecordComponent component : JobLabels.class.getRecordComponents()) {
			JsonNode value = document.remove(component.getName());
			if (value != null) {
				labels.set(component.getName(), value);
			}
		}
		JobLabels read = bind(labels, JobLabels.class);
		read.validate();
		return new JobSubmission(bind(document, TrainingRequest.class), read.priority(), read.maxAttempts(),
				read.tags(), read.notes());
	}

	/**
	 * Reads changed labels.
	 * @throws BadRequestException naming the field
	 */
	JobLabels readChange(String body) {
		if (!(tree(body) instanceof ObjectNode document)) {
			throw new BadRequestException(null, "The body must be a JSON object.");
		}
		for (String name : document.propertyNames()) {
			if (!name.equals("tags") && !name.equals("notes")) {
				throw new BadRequestException(name, "'" + Excerpt.of(name) + "' cannot be changed; tags and notes can.");
			}
		}
		JobLabels read = bind(document, JobLabels.class);
		read.validate();
		return read;
	}

	/**
	 * A client's own name for a request with a body that has been read.
	 * @throws BadRequestException when it is no such name
	 */
	IdempotencyKey key(String value, String body) {
		if (!KEY.matcher(value).matches()) {
			throw new BadRequestException("Idempotency-Key",
					"'Idempotency-Key' must have 1 to 200 printable ASCII characters.");
		}
		// Order of fields and white space make no other request.
		Object document = this.mapper.treeToValue(tree(body), Object.class);
		byte[] canonical = this.mapper.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).writeValueAsBytes(document);
		return new IdempotencyKey(value, sha256(canonical));
	}

	private static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private JsonNode tree(String body) {
		try {
			return this.mapper.readTree(body);
		}
		catch (JacksonException ex) {
			throw new BadRequestException(null, "The body is not JSON: " + firstLine(ex.getOriginalMessage()));
		}
	}

	private <T> T bind(ObjectNode document, Class<T> type) {
		try {
			return this.mapper.treeToValue(document, type);
		}
		catch (UnrecognizedPropertyException ex) {
			throw new BadRequestException(path(ex), "There is no field '" + Excerpt.of(ex.getPropertyName()) + "' here; known are "
					+ String.join(", ", known(ex.getKnownPropertyIds(), ex.getPath().size() == 1)) + ".");
		}
		catch (MismatchedInputException ex) {
			throw new BadRequestException(path(ex), "'" + path(ex) + "' must be " + expected(ex.getTargetType()) + ".");
		}
		catch (InputCoercionException ex) {
			throw new BadRequestException(path(ex), "'" + path(ex) + "' must be " + expected(ex.getTargetType())
					+ " of a size that fits: " + firstLine(ex.getOriginalMessage()) + ".");
		}
		catch (JacksonException ex) {
			throw new BadRequestException(path(ex), firstLine(ex.getOriginalMessage()));
		}
	}

	private static List<String> known(Collection<Object> ids, boolean top) {
		List<String> names = new ArrayList<>(ids.stream().map(String::valueOf).sorted().toList());
		if (top) {
			Arrays.stream(JobLabels.class.getRecordComponents()).map(RecordComponent::getName).forEach(names::add);
		}
		return names;
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

	private static String expected(Class<?> type) {
		if (type == null) {
			return "of another type";
		}
		if (type.isEnum()) {
			return "one of " + String.join(", ", constants(type));
		}
		if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
			return "a whole number";
		}
		if (Number.class.isAssignableFrom(type) || type == double.class) {
			return "a number";
		}
		if (Collection.class.isAssignableFrom(type)) {
			return "a list";
		}
		return (type == String.class) ? "a text" : "an object";
	}

	private static List<String> constants(Class<?> type) {
		List<String> names = new ArrayList<>();
		for (Field field : type.getFields()) {
			if (field.isEnumConstant()) {
				JsonProperty name = field.getAnnotation(JsonProperty.class);
				names.add((name != null) ? name.value() : field.getName().toLowerCase(Locale.ROOT));
			}
		}
		return names;
	}

	private static String firstLine(String message) {
		return (message != null) ? message.lines().findFirst().orElse("") : "";
	}

}
