package io.mtdnn.jobs.rows;

import java.io.Serializable;
import java.time.Instant;

import io.mtdnn.jobs.AttemptOutcome;
import io.mtdnn.node.NodeName;
import io.mtdnn.task.Excerpt;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** The row of one attempt. */
@Entity
@Table(name = "job_attempt")
public class AttemptEntity {

	/** Maximum number of characters of the names, which only people read. */
	private static final int NAME = 200;

	@EmbeddedId
	private Key key;

	private String node;

	/** Read by people who look into the database. */
	@SuppressWarnings("unused")
	private String host;

	/** Read by queries. */
	@SuppressWarnings("unused")
	private String machine;

	/** Null in rows of versions that did not record it. */
	private @Nullable Boolean began;

	private Instant startedAt;

	private @Nullable Instant endedAt;

	@Enumerated(EnumType.STRING)
	private @Nullable AttemptOutcome outcome;

	private @Nullable String reason;

	private @Nullable Integer fromStep;

	private @Nullable String notes;

	@SuppressWarnings("NullAway.Init")
	protected AttemptEntity() {
	}

	public AttemptEntity(String jobId, int number, NodeName node, Instant startedAt) {
		this.key = new Key(jobId, number);
		this.node = Excerpt.within(node.name(), NAME);
		this.host = Excerpt.within(node.host(), NAME);
		this.machine = node.machine().id();
		this.startedAt = startedAt;
	}

	/** Records that entries of its journal are in the database. */
	public void began() {
		this.began = true;
	}

	/** Whether entries of its journal are in the database. */
	public boolean wrote() {
		return Boolean.TRUE.equals(this.began) || this.fromStep != null;
	}

	public void startedFrom(int step, String notesJson) {
		this.fromStep = step;
		this.notes = notesJson;
	}

	public void end(AttemptOutcome newOutcome, @Nullable String why, Instant now) {
		this.outcome = newOutcome;
		this.reason = StorableText.reason(why);
		this.endedAt = now;
	}

	public int number() {
		return this.key.number();
	}

	public String node() {
		return this.node;
	}

	public Instant startedAt() {
		return this.startedAt;
	}

	public @Nullable Instant endedAt() {
		return this.endedAt;
	}

	public @Nullable AttemptOutcome outcome() {
		return this.outcome;
	}

	public @Nullable String reason() {
		return this.reason;
	}

	public @Nullable Integer fromStep() {
		return this.fromStep;
	}

	public @Nullable String notes() {
		return this.notes;
	}

	@Embeddable
	public record Key(@Column(name = "job_id") String jobId, int number) implements Serializable {

	}

}
