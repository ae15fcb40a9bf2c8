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
 * Brings a run's journal into the database, from where it stopped the last time. While
 * the database is away the run goes on and the journal waits.
 */
final class JournalWriter {

	private static final Logger logger = LoggerFactory.getLogger(JournalWriter.class);

	private final RunJournal journal;

	private final RunLedger ledger;

	private final Claim claim;

	private final RunMeters meters;

	private volatile long position;

	private volatile boolean away;

	private volatile boolean cancelRequested;

	private volatile boolean claimLost;

	JournalWriter(RunJournal journal, RunLedger ledger, Claim claim, RunMeters meters) {
		this.journal = journal;
		this.ledger = ledger;
		this.claim = claim;
		this.meters = meters;
		// A journal that came with a checkpoint may be shorter than what the database has
		// seen.
		this.position = Math.min(claim.journalPosition(), journal.length());
	}

	/**
	 * Writes what there is, and looks what the user wants. A database that is away is
	 * tried again the next time.
	 */
	void tick() {
		try {
			drain();
			if (this.away) {
				logger.info("The database is back; nothing of the run is missing");
			}
			this.away = false;
		}
		catch (ClaimLostException ex) {
			// Remembered; the run stops.
		}
		catch (DataAccessException | TransactionException ex) {
			if (!this.away) {
				logger.warn("The database is away; the run goes on and keeps its points ({})", ex.getMessage());
			}
			this.away = true;
			this.meters.databaseAway();
		}
	}

	/**
	 * Writes all there is.
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

	/** Bytes that are not yet in the database. */
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
