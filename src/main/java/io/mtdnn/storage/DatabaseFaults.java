package io.mtdnn.storage;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

import io.mtdnn.web.ProblemType;
import io.mtdnn.web.Problems;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.ProblemDetail;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * Classifies exceptions of the database: temporarily unavailable, or a fault of this
 * service.
 */
public final class DatabaseFaults {

	/** Seconds after which a caller should retry. */
	public static final String RETRY_SECONDS = "5";

	/** H2: closed, shutting down, in recovery, input or output failed. */
	private static final Set<Integer> H2_CLOSED = Set.of(90098, 90121, 90028, 90030, 90031);

	/** H2's general error, whose causes include failed writes. */
	private static final int H2_GENERAL = 50000;

	/**
	 * PostgreSQL: no connection, no resources (a full disk among them), shutting down,
	 * read-only, I/O error.
	 */
	private static final String UNAVAILABLE = "08...|53...|57P0.|25006|58...";

	/** The pool's message, without an SQL state, for a connection that it has dropped. */
	private static final String POOL_CLOSED = "Connection is closed";

	private DatabaseFaults() {
	}

	/** Whether the database is currently unavailable or cannot store anything. */
	public static boolean unavailable(@Nullable Throwable fault) {
		for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
			if (cause instanceof DataAccessResourceFailureException || cause instanceof CannotCreateTransactionException
					|| cause instanceof SQLException sql && unavailable(sql)
					|| cause instanceof TransactionSystemException rollback
							&& unavailable(rollback.getApplicationException())) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether the same call may succeed a little later: the database is unavailable, or
	 * another transaction held a lock for too long.
	 */
	public static boolean temporary(Throwable fault) {
		return unavailable(fault) || fault instanceof TransientDataAccessException;
	}

	/** The problem document for callers. */
	public static ProblemDetail problem() {
		return Problems.of(ProblemType.DATABASE_UNAVAILABLE,
				"The database is currently unavailable or cannot store anything. Running jobs continue.", null);
	}

	static boolean closed(SQLException fault) {
		return fault.getClass().getName().startsWith("org.h2.") && (H2_CLOSED.contains(fault.getErrorCode())
				|| fault.getErrorCode() == H2_GENERAL && hasStoreFault(fault));
	}

	private static boolean hasStoreFault(Throwable fault) {
		for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
			if (cause instanceof MVStoreException) {
				return true;
			}
		}
		return false;
	}

	private static boolean unavailable(SQLException fault) {
		return POOL_CLOSED.equals(fault.getMessage()) || fault instanceof SQLTransientConnectionException
				|| fault instanceof SQLRecoverableException || closed(fault)
				|| String.valueOf(fault.getSQLState()).matches(UNAVAILABLE);
	}

}
