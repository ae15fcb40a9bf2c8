package io.mtdnn.web.problems;

import java.net.URI;
import java.net.URISyntaxException;

import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Responds to errors that no controller raised: those of the servlet container and of
 * filters.
 */
@Controller
@Hidden
class ProblemErrorController implements ErrorController {

	@RequestMapping("${server.error.path:${error.path:/error}}")
	ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
		if (request.getAttribute(Problems.ATTRIBUTE) instanceof ProblemDetail known) {
			return answer(known, request);
		}
		Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		HttpStatus status = (code instanceof Integer number) ? HttpStatus.resolve(number) : HttpStatus.NOT_FOUND;
		ProblemDetail problem = (status == null || status == HttpStatus.INTERNAL_SERVER_ERROR) ? Problems.unexpected()
				: problem(status, request);
		return answer(problem, request);
	}

	private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem, HttpServletRequest request) {
		problem.setInstance(address(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)));
		return ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
	}

	/** The requested address, which need not be well-formed. */
	private static @Nullable URI address(@Nullable Object asked) {
		try {
			return (asked instanceof String path) ? new URI(path) : null;
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	private static ProblemDetail problem(HttpStatus status, HttpServletRequest request) {
		Object message = request.getAttribute(RequestDispatcher.ERROR_MESSAGE);
		String detail = (message instanceof String text && !text.isBlank()) ? text : status.getReasonPhrase();
		return (status == HttpStatus.BAD_REQUEST) ? Problems.of(ProblemType.INVALID_REQUEST, detail, null)
				: Problems.plain(status, detail);
	}

}
