package io.mtdnn.storage.web;

import io.mtdnn.storage.DatabaseFaults;
import io.mtdnn.storage.DatabaseState;
import io.mtdnn.storage.NoSpaceException;
import io.mtdnn.storage.Shortage;
import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Converts faults of the disk and the database to problem documents, for every module:
 * 503 while the database is unavailable, 507 without free space.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE - 100)
class StorageAdvice {

	private static final Logger logger = LoggerFactory.getLogger(StorageAdvice.class);

	private static final String SPACE_RETRY_SECONDS = "30";

	private final DatabaseState database;

	StorageAdvice(DatabaseState database) {
		this.database = database;
	}

	@ExceptionHandler({ DataAccessException.class, TransactionException.class })
	ResponseEntity<ProblemDetail> database(RuntimeException ex) {
		if (!DatabaseFaults.temporary(ex)) {
			logger.error("Unexpected failure of the database", ex);
			return answer(Problems.unexpected(), null);
		}
		this.database.failed(ex);
		logger.warn("The database call failed: {}", ex.getMessage());
		return answer(DatabaseFaults.problem(), DatabaseFaults.RETRY_SECONDS);
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> noSpace(NoSpaceException ex) {
		Shortage shortage = ex.shortage();
		ProblemDetail problem = Problems.of(ProblemType.NO_SPACE, ex.getMessage(), null);
		problem.setProperty("folder", shortage.setting());
		problem.setProperty("free", shortage.free());
		problem.setProperty("reserve", shortage.reserve());
		return answer(problem, SPACE_RETRY_SECONDS);
	}

	private static ResponseEntity<ProblemDetail> answer(ProblemDetail problem, @Nullable String retrySeconds) {
		ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.getStatus())
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
		return ((retrySeconds != null) ? answer.header(HttpHeaders.RETRY_AFTER, retrySeconds) : answer).body(problem);
	}

}
