package io.mtdnn.datasets.web;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.datasets.DatasetConflictException;
import io.mtdnn.datasets.DatasetException;
import io.mtdnn.datasets.DatasetNotFoundException;
import io.mtdnn.datasets.definitions.DefinitionException;
import io.mtdnn.pretrained.EncoderException;
import io.mtdnn.task.Fault;
import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Maps exceptions of the datasets API to problem documents. */
@RestControllerAdvice(basePackageClasses = DatasetsAdvice.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatasetsAdvice {

	@ExceptionHandler
	ProblemDetail notFound(DatasetNotFoundException ex) {
		return Problems.of(ProblemType.DATASET_NOT_FOUND, ex.getMessage(), "name");
	}

	@ExceptionHandler
	ProblemDetail conflict(DatasetConflictException ex) {
		return Problems.of(ProblemType.DATASET_CONFLICT, ex.getMessage(), "name");
	}

	@ExceptionHandler
	ProblemDetail definition(DefinitionException ex) {
		return Problems.ofAll(ProblemType.INVALID_REQUEST, ex.faults());
	}

	@ExceptionHandler
	ProblemDetail parameter(BadUploadException ex) {
		return Problems.of(ProblemType.INVALID_REQUEST, ex.getMessage(), ex.field());
	}

	/** The first row is in the message already. */
	@ExceptionHandler
	ProblemDetail data(DatasetException ex) {
		List<Fault> faults = new ArrayList<>();
		ex.rows()
			.forEach((row) -> faults.add(new Fault(row.file() + ", " + row.location(),
					"expected " + row.expected() + ", found " + row.actual())));
		return Problems.summed(ProblemType.INVALID_DATASET, ex.getMessage(),
				faults.isEmpty() ? List.of(new Fault(null, ex.getMessage())) : faults);
	}

	@ExceptionHandler
	ProblemDetail encoder(EncoderException ex) {
		return Problems.of(ProblemType.INVALID_DATASET, ex.getMessage(), "encoder");
	}

}
