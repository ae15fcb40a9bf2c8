package io.mtdnn.jobs.rows;

import jakarta.persistence.Embeddable;

/** How far the events of a job are recorded in the database. */
@Embeddable
public class JobRecord {

	private long journalPosition;

	private long nextSequence = 1;

	/** Stores the position in the newest attempt's journal up to which it is recorded. */
	public void writtenTo(long position) {
		this.journalPosition = position;
	}

	/** Reserves sequence numbers for {@code count} events and returns the first. */
	public long takeSequences(int count) {
		long first = this.nextSequence;
		this.nextSequence += count;
		return first;
	}

	public long journalPosition() {
		return this.journalPosition;
	}

	public long nextSequence() {
		return this.nextSequence;
	}

}
