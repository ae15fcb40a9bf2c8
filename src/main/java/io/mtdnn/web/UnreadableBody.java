package io.mtdnn.web;

import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mtdnn.task.Excerpt;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/**
 * Describes faults of JSON in terms of the API: the field, its value and the allowed
 * values.
 */
public final class UnreadableBody {

	private UnreadableBody() {
	}

	/** A problem document for a body that could not be read. */
	public static ProblemDetail describe(HttpMessageNotReadableException ex) {
		BodyRefusedException refused = find(ex, BodyRefusedException.class);
		if (refused != null) {
			return refused.problem();
		}
		JacksonException json = find(ex, JacksonException.class);
		if (json == null) {
			return problem("A JSON body is required.", null);
		}
		return problem(message(json), path(json));
	}

	/** JSON path of the field at fault; null if it is the whole body. */
	public static @Nullable String path(JacksonException ex) {
		StringBuilder path = new StringBuilder();
		for (Reference reference : ex.getPath()) {
			if (reference.getPropertyName() != null) {
				path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
			}
			else if (reference.getIndex() >= 0) {
				path.append('[').append(reference.getIndex()).append(']');
			}
		}
		return path.isEmpty() ? null : path.toString();
	}

	/** The fault. */
	public static @Nullable String message(JacksonException ex) {
		if (ex instanceof UnrecognizedPropertyException unknown) {
			return unknown(unknown);
		}
		if (ex instanceof InvalidFormatException format && format.getTargetType() != null
				&& format.getTargetType().isEnum()) {
			return "Unknown value '%s'. Known: %s.".formatted(shown(format.getValue()),
					constants(format.getTargetType()));
		}
		if (ex instanceof ValueInstantiationException && ex.getCause() != null) {
			String reason = ex.getCause().getMessage();
			// Lists of a request contain no null; copying one throws without a text.
			return (reason != null) ? reason : "An item is null.";
		}
		if (ex instanceof InputCoercionException range) {
			return "Expected %s. %s.".formatted(expected(range.getTargetType()),
					firstSentence(ex.getOriginalMessage()));
		}
		if (ex instanceof StreamReadException) {
			return "Not valid JSON%s: %s.".formatted(place(ex.getLocation()), firstSentence(ex.getOriginalMessage()));
		}
		if (ex.getOriginalMessage() != null && ex.getOriginalMessage().startsWith("Cannot map `null`")) {
			return "A value is required.";
		}
		if (ex instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
			return "Expected %s%s.".formatted(expected(mismatch.getTargetType()), found(mismatch));
		}
		return firstSentence(ex.getOriginalMessage()) + ".";
	}

	private static String unknown(UnrecognizedPropertyException ex) {
		List<Object> known = (ex.getKnownPropertyIds() != null) ? List.copyOf(ex.getKnownPropertyIds()) : List.of();
		return "Unknown field '%s'. Known fields: %s.".formatted(Excerpt.of(ex.getPropertyName()),
				known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", ")));
	}

	private static String constants(Class<?> type) {
		return Arrays.stream(type.getFields())
			.filter((field) -> field.isEnumConstant())
			.map((field) -> field.isAnnotationPresent(JsonProperty.class)
					? field.getAnnotation(JsonProperty.class).value() : field.getName())
			.collect(Collectors.joining(", "));
	}

	private static String expected(Class<?> type) {
		if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
			return "a whole number";
		}
		if (type.isPrimitive() && type != boolean.class || Number.class.isAssignableFrom(type)) {
			return "a number";
		}
		if (type == Boolean.class || type == boolean.class) {
			return "true or false";
		}
		if (CharSequence.class.isAssignableFrom(type)) {
			return "a string";
		}
		if (Temporal.class.isAssignableFrom(type)) {
			return "a time such as 2030-01-31T12:00:00Z";
		}
		if (Iterable.class.isAssignableFrom(type) || type.isArray()) {
			return "a list";
		}
		return type.isEnum() ? "one of " + constants(type) : "an object";
	}

	private static String found(MismatchedInputException ex) {
		if (ex instanceof InvalidFormatException format) {
			return ", found '%s'".formatted(shown(format.getValue()));
		}
		if (ex.getCurrentToken() == null) {
			return "";
		}
		return switch (ex.getCurrentToken()) {
			case START_OBJECT, END_OBJECT, PROPERTY_NAME -> ", found an object";
			case START_ARRAY, END_ARRAY -> ", found a list";
			case VALUE_STRING -> ", found a string";
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> ", found a number";
			case VALUE_TRUE, VALUE_FALSE -> ", found true or false";
			case VALUE_NULL -> ", found null";
			default -> "";
		};
	}

	private static String shown(Object value) {
		return Excerpt.of(String.valueOf(value));
	}

	private static String place(TokenStreamLocation location) {
		return (location == null || location.getLineNr() < 1) ? ""
				: " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
	}

	/** Jackson's messages continue with Java class names, which do not help a caller. */
	private static String firstSentence(String message) {
		String line = (message != null) ? message.lines().findFirst().orElse("") : "";
		int end = line.indexOf(" (for ");
		String cut = (end > 0) ? line.substring(0, end) : line;
		return cut.endsWith(".") ? cut.substring(0, cut.length() - 1) : cut;
	}

	private static ProblemDetail problem(@Nullable String detail, @Nullable String field) {
		return Problems.of(ProblemType.INVALID_REQUEST, detail, field);
	}

	private static <T extends Throwable> @Nullable T find(Throwable ex, Class<T> type) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (type.isInstance(cause)) {
				return type.cast(cause);
			}
		}
		return null;
	}

}
