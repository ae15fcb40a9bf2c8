package io.mtdnn.jobs.run;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.mtdnn.jobs.claims.Claim;
import io.mtdnn.jobs.claims.ClaimLostException;
import io.mtdnn.jobs.claims.RunLedger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Copies a run's journal to the database from the last stored position. While the
 * database is unavailable, the run continues and the journal grows.
 */
final class JournalWriter {

	private static final Logger logger = LoggerFactory.getLogger(JournalWriter.class);

	private final RunJournal journal;

	private final RunLedger ledger;

	private final Claim claim;

	private final RunMeters meters;

	private volatile long position;

	private volatile boolean away;

	private volatile boolean failing;

	private volatile boolean cancelRequested;

	private volatile boolean claimLost;

	JournalWriter(RunJournal journal, RunLedger ledger, Claim claim, RunMeters meters) {
		this.journal = journal;
		this.ledger = ledger;
		this.claim = claim;
		this.meters = meters;
		// A journal restored with a checkpoint may be shorter than the part that the
		// database has
		// seen.
		this.position = Math.min(claim.journalPosition(), journal.length());
	}

	/**
	 * Writes new entries and checks for cancellation. If the database is unavailable, the
	 * next call tries again.
	 */
	void tick() {
		try {
			drain();
			if (this.away) {
				logger.info("The database is available again; the run's history is complete");
			}
			this.away = false;
			this.failing = false;
		}
		catch (ClaimLostException ex) {
			// The writer keeps the exception, and the run stops.
		}
		catch (DataAccessException | TransactionException ex) {
			if (!this.away) {
				logger.warn("The database is unavailable; the run continues and keeps its events in its journal ({})",
						ex.getMessage());
			}
			this.away = true;
			this.meters.databaseAway();
		}
		catch (RuntimeException ex) {
			// without this, no further call would be scheduled
			if (!this.failing) {
				logger.error("The run's history cannot be written; retrying", ex);
			}
			this.failing = true;
		}
	}

	/**
	 * Writes all remaining entries.
	 * @throws ClaimLostException when another attempt has begun
	 */
	synchronized void drain() {
		try {
			do {
				RunJournal.Batch batch = this.journal.read(this.position);
				this.cancelRequested |= this.ledger.write(this.claim, batch.events(), batch.end());
				this.position = batch.end();
			}
			while (this.position < this.journal.length());
		}
		catch (ClaimLostException ex) {
			this.claimLost = true;
			throw ex;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Number of bytes that are not yet in the database. */
	long backlog() {
		return this.journal.length() - this.position;
	}

	boolean cancelRequested() {
		return this.cancelRequested;
	}

	boolean claimLost() {
		return this.claimLost;
	}

}
