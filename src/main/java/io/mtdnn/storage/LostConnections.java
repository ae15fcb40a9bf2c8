package io.mtdnn.storage;

import java.sql.SQLException;

import com.zaxxer.hikari.SQLExceptionOverride;

/**
 * Evicts pooled connections whose database has closed itself, as H2 does after a failed
 * write. The next connection reopens the file; otherwise the pool would keep dead
 * connections, which H2 reports as valid.
 */
public final class LostConnections implements SQLExceptionOverride {

	@java.lang.Override
	public Override adjudicate(SQLException ex) {
		return DatabaseFaults.closed(ex) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
	}

}
