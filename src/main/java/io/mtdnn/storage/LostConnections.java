package io.mtdnn.storage;

import java.sql.SQLException;

import com.zaxxer.hikari.SQLExceptionOverride;

/**
 * Takes connections out of the pool whose database has closed itself, as H2 does after a
 * failed write. The next connection opens the file again; without this the pool would
 * keep the dead ones, which H2 calls valid.
 */
public final class LostConnections implements SQLExceptionOverride {

	@java.lang.Override
	public Override adjudicate(SQLException ex) {
		return DatabaseFaults.closed(ex) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
	}

}
