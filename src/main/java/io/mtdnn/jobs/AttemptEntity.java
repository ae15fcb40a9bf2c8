package io.mtdnn.jobs;

import java.io.Serializable;
import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;

/** One worker's turn at a job. */
@Entity
@Table(name = "job_attempt")
class AttemptEntity {

	@EmbeddedId
	private Key key;

	private String node;

	private String host;

	private String machine;

	/** Null in rows of versions that did not note it. */
	private Boolean began;

	private Instant startedAt;

	private Instant endedAt;

	@Enumerated(EnumType.STRING)
	private AttemptOutcome outcome;

	private String reason;

	private Integer fromStep;

	private String notes;

	protected AttemptEntity() {
	}

	AttemptEntity(String jobId, int number, NodeName node, Instant startedAt) {
		this.key = new Key(jobId, number);
		this.node = node.name();
		this.host = node.host();
		this.machine = node.machine().id();
		this.startedAt = startedAt;
	}

	/** Its journal has reached the database. */
	void began() {
		this.began = true;
	}

	/** Whether anything of its journal is in the database. */
	boolean wrote() {
		return Boolean.TRUE.equals(this.began) || this.fromStep != null;
	}

	void startedFrom(int step, String notesJson) {
		this.fromStep = step;
		this.notes = notesJson;
	}

	void end(AttemptOutcome newOutcome, String why, Instant now) {
		this.outcome = newOutcome;
		this.reason = JobEntity.shorten(why);
		this.endedAt = now;
	}

	int number() {
		return this.key.number();
	}

	String node() {
		return this.node;
	}

	/** Whether the attempt's lock can be seen from a machine. */
	boolean ranOn(Machine here) {
		return here.id().equals(this.machine);
	}

	Instant startedAt() {
		return this.startedAt;
	}

	Instant endedAt() {
		return this.endedAt;
	}

	AttemptOutcome outcome() {
		return this.outcome;
	}

	String reason() {
		return this.reason;
	}

	Integer fromStep() {
		return this.fromStep;
	}

	String notes() {
		return this.notes;
	}

	@Embeddable
	record Key(@Column(name = "job_id") String jobId, int number) implements Serializable {

	}

}
