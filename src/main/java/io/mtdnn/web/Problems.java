package io.mtdnn.web;

import java.util.List;
import java.util.Map;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** The one shape of every error answer: RFC 9457 problem details that name the field at fault. */
public final class Problems {

	/** Header of every answer with the id that the log has its lines under. */
	static final String REQUEST_ID = "X-Request-Id";

	private Problems() {
	}

	/**
	 * A problem with one field.
	 * @param title short and the same for every occurrence of this kind of problem
	 * @param detail what was wrong here, what is allowed
	 * @param field JSON path of the field at fault, or null
	 */
	public static ProblemDetail of(HttpStatusCode status, String title, String detail, String field) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setTitle(title);
		if (field != null) {
			problem.setProperty("field", field);
			problem.setProperty("errors", List.of(Map.of("field", field, "message", detail)));
		}
		return problem;
	}

	/** Adds the request's id, where it has one, so that it survives a copied error message. */
	static void identify(ProblemDetail problem, String requestId) {
		if (requestId != null) {
			problem.setProperty("requestId", requestId);
		}
	}

}
