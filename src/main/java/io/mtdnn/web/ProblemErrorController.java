package io.mtdnn.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** The last stop of errors that no controller raised: those of the servlet container and of filters. */
@Controller
@Hidden
class ProblemErrorController implements ErrorController {

	@RequestMapping("${server.error.path:${error.path:/error}}")
	ResponseEntity<ProblemDetail> error(HttpServletRequest request) {
		Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		HttpStatus status = (code instanceof Integer number) ? HttpStatus.resolve(number) : HttpStatus.NOT_FOUND;
		ProblemDetail problem = (status == null || status == HttpStatus.INTERNAL_SERVER_ERROR)
				? FallbackProblemAdvice.unexpected() : problem(status, request);
		return ResponseEntity.status(problem.getStatus())
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(problem);
	}

	private static ProblemDetail problem(HttpStatus status, HttpServletRequest request) {
		Object message = request.getAttribute(RequestDispatcher.ERROR_MESSAGE);
		String detail = (message instanceof String text && !text.isBlank()) ? text : status.getReasonPhrase();
		return Problems.of(status, status.getReasonPhrase(), detail, null);
	}

}
