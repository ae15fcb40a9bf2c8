package io.mtdnn.pretrained.web;

import io.mtdnn.pretrained.EncoderException;
import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Maps exceptions of the encoders API to problem documents. */
@RestControllerAdvice(basePackageClasses = EncodersAdvice.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class EncodersAdvice {

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

}
