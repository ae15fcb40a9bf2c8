package io.mtdnn.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.mtdnn.task.Excerpt;
import io.mtdnn.task.Fault;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/**
 * Creates problem documents (RFC 9457), the form of all error responses, which name all
 * fields at fault.
 */
public final class Problems {

	/** Header of every response with the id that marks its lines in the log. */
	public static final String REQUEST_ID = "X-Request-Id";

	/**
	 * Attribute of a request: the problem document that describes its failure, for errors
	 * of which the container knows only the status.
	 */
	public static final String ATTRIBUTE = Problems.class.getName() + ".problem";

	/** Maximum number of faults that one response lists. */
	public static final int LISTED = 100;

	private static final int FIELD = 300;

	private static final int MESSAGE = 4000;

	private Problems() {
	}

	/**
	 * A problem with one fault.
	 * @param detail the fault and the allowed values
	 * @param field JSON path of the field at fault, or null
	 */
	public static ProblemDetail of(ProblemType type, @Nullable String detail, @Nullable String field) {
		return summed(type, detail, List.of(new Fault(field, detail)));
	}

	/**
	 * A problem with one or more faults.
	 * @param faults all faults; the first provides the value of {@code field}
	 */
	public static ProblemDetail ofAll(ProblemType type, List<Fault> faults) {
		return summed(type, detail(faults), faults);
	}

	/** A problem with a sentence about all faults together. */
	public static ProblemDetail summed(ProblemType type, @Nullable String detail, List<Fault> faults) {
		ProblemDetail problem = described(type.status(), type.title(), detail, faults);
		problem.setType(type.uri());
		return problem;
	}

	/** A problem that is described by its status alone. */
	public static ProblemDetail plain(HttpStatus status, @Nullable String detail) {
		return described(status, status.getReasonPhrase(), detail, List.of(new Fault(null, detail)));
	}

	private static ProblemDetail described(HttpStatusCode status, String title, @Nullable String detail,
			List<Fault> faults) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, text(detail));
		problem.setTitle(title);
		String field = faults.get(0).field();
		if (field != null) {
			problem.setProperty("field", Excerpt.of(field, FIELD));
		}
		if (field != null || faults.size() > 1) {
			problem.setProperty("errors", faults.stream().limit(LISTED).map(Problems::error).toList());
		}
		return problem;
	}

	private static @Nullable String detail(List<Fault> faults) {
		if (faults.size() == 1) {
			return faults.get(0).message();
		}
		return faults.size() + " faults: " + faults.stream().map(Problems::line).collect(Collectors.joining("; "));
	}

	private static String line(Fault fault) {
		return (fault.field() != null) ? Excerpt.of(fault.field()) + ": " + fault.message()
				: String.valueOf(fault.message());
	}

	private static Map<String, @Nullable String> error(Fault fault) {
		Map<String, @Nullable String> error = new LinkedHashMap<>();
		if (fault.field() != null) {
			error.put("field", Excerpt.of(fault.field(), FIELD));
		}
		error.put("message", text(fault.message()));
		return error;
	}

	/** A message that is short and well-formed, regardless of what it quotes. */
	private static @Nullable String text(@Nullable String message) {
		return (message != null) ? Excerpt.within(message, MESSAGE) : null;
	}

	/** A fault of the service, whose cause is not revealed to callers. */
	public static ProblemDetail unexpected() {
		return of(ProblemType.INTERNAL_ERROR,
				"The service failed. Its log contains the cause, with the requestId of this response.", null);
	}

	/**
	 * Adds the request's id, if it has one, so that a copied error message contains it.
	 */
	public static void identify(ProblemDetail problem, @Nullable String requestId) {
		if (requestId != null) {
			problem.setProperty("requestId", requestId);
		}
	}

}
