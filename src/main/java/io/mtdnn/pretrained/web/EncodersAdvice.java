package io.mtdnn.pretrained.web;

import io.mtdnn.hub.HubException;
import io.mtdnn.pretrained.EncoderException;
import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Maps exceptions of the encoders API to problem documents. */
@RestControllerAdvice(basePackageClasses = EncodersAdvice.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class EncodersAdvice {

	private static final String RETRY_SECONDS = "30";

	private static final int UNAVAILABLE = 503;

	@ExceptionHandler
	ProblemDetail invalid(InvalidEncoderRequestException ex) {
		return Problems.ofAll(ProblemType.INVALID_REQUEST, ex.faults());
	}

	@ExceptionHandler
	ProblemDetail notFound(EncoderNotFoundException ex) {
		return Problems.of(ProblemType.ENCODER_NOT_FOUND, ex.getMessage(), "name");
	}

	@ExceptionHandler
	ProblemDetail name(EncoderException ex) {
		return Problems.of(ProblemType.INVALID_REQUEST, ex.getMessage(), "name");
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> hub(HubException ex) {
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(ex.type().status());
		if (ex.type().status().value() == UNAVAILABLE) {
			answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
		}
		return answer.body(Problems.of(ex.type(), ex.getMessage(), ex.field()));
	}

}
