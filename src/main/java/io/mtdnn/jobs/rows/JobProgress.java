package io.mtdnn.jobs.rows;

import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** The progress of a job, as its newest attempt reported it. */
@Embeddable
public class JobProgress {

	private int step;

	private int totalSteps;

	private int epoch;

	private @Nullable Double examplesPerSecond;

	private @Nullable Double secondsLeft;

	private int checkpointStep;

	protected JobProgress() {
	}

	JobProgress(int totalSteps) {
		this.totalSteps = totalSteps;
	}

	void planned(int steps) {
		this.totalSteps = steps;
	}

	/** Begins at the step of a checkpoint, 0 without one. */
	public void startedFrom(int fromStep, int total) {
		this.step = fromStep;
		this.totalSteps = total;
		this.checkpointStep = fromStep;
	}

	/** Stores a step with its rate and the expected seconds to the end. */
	public void advance(int newStep, int total, int newEpoch, double rate, double left) {
		this.step = newStep;
		this.totalSteps = total;
		this.epoch = newEpoch;
		this.examplesPerSecond = rate;
		this.secondsLeft = left;
	}

	/** Stores the expected seconds to the end during an evaluation, which has no rate. */
	public void evaluating(double left) {
		this.examplesPerSecond = null;
		this.secondsLeft = left;
	}

	void interrupted() {
		this.examplesPerSecond = null;
		this.secondsLeft = null;
	}

	void ended() {
		this.secondsLeft = null;
	}

	/** Stores a checkpoint's step; returns whether it is a later one. */
	boolean checkpointed(int atStep) {
		boolean later = atStep > this.checkpointStep;
		this.checkpointStep = atStep;
		return later;
	}

	public int step() {
		return this.step;
	}

	public int totalSteps() {
		return this.totalSteps;
	}

	public int epoch() {
		return this.epoch;
	}

	public @Nullable Double examplesPerSecond() {
		return this.examplesPerSecond;
	}

	public @Nullable Double secondsLeft() {
		return this.secondsLeft;
	}

	public int checkpointStep() {
		return this.checkpointStep;
	}

}
