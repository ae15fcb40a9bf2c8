package io.mtdnn.hub.web;

import io.mtdnn.hub.HubException;
import io.mtdnn.web.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Maps exceptions of downloads to problem documents. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class HubAdvice {

	private static final String RETRY_SECONDS = "30";

	@ExceptionHandler
	ResponseEntity<ProblemDetail> hub(HubException ex) {
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(ex.type().status());
		if (ex.type().status().isSameCodeAs(HttpStatus.SERVICE_UNAVAILABLE)) {
			answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
		}
		return answer.body(Problems.of(ex.type(), ex.getMessage(), ex.field()));
	}

}
