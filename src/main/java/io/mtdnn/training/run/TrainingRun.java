package io.mtdnn.training.run;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;

import io.mtdnn.model.TrainableModel;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.training.StopSignal;
import io.mtdnn.training.TrainingEvent;
import io.mtdnn.training.TrainingListener;
import io.mtdnn.training.affinity.AffinityProbe;
import io.mtdnn.training.affinity.AffinityProbe.Measured;
import io.mtdnn.training.checkpoint.Checkpoints;
import io.mtdnn.training.checkpoint.RunState;
import io.mtdnn.training.cost.CheckpointPace;
import io.mtdnn.training.cost.RunCost;
import io.mtdnn.training.cost.Speedometer;
import io.mtdnn.training.cost.Workload;
import io.mtdnn.training.evaluation.EpochEvaluation;
import io.mtdnn.training.schedule.BatchSchedule;
import io.mtdnn.training.schedule.BatchSchedule.Draw;
import io.mtdnn.training.schedule.LinearSchedule;
import io.mtdnn.training.schedule.Schedules;
import io.mtdnn.training.schedule.TaskData;

/**
 * Runs the training loop: steps, checkpoints, and an evaluation after each epoch. One
 * object per attempt.
 */
final class TrainingRun {

	private final TrainingPlan plan;

	private final List<TaskData> tasks;

	private final TrainableModel model;

	private final Checkpoints checkpoints;

	private final EpochEvaluation evaluation;

	private final TrainingListener listener;

	private final StopSignal stop;

	private final CheckpointPace pace;

	private final RunCost cost;

	private final DoubleConsumer reached;

	private final Speedometer speedometer;

	private final Workload work;

	private final AffinityProbe affinity;

	private final int totalSteps;

	private RunState state = RunState.start("", 0);

	private final Deque<Ahead> ahead = new ArrayDeque<>();

	private boolean paused;

	/**
	 * @param reached receives the operations per second of the steps
	 */
	TrainingRun(TrainingPlan plan, List<TaskData> tasks, TrainableModel model, Checkpoints checkpoints,
			EpochEvaluation evaluation, TrainingListener listener, StopSignal stop, Clock clock,
			Duration checkpointInterval, RunCost cost, DoubleConsumer reached) {
		this.plan = plan;
		this.tasks = tasks;
		this.model = model;
		this.checkpoints = checkpoints;
		this.evaluation = evaluation;
		this.listener = listener;
		this.stop = stop;
		this.speedometer = new Speedometer(clock);
		this.cost = cost;
		this.reached = reached;
		this.work = Workload.of(plan, tasks, cost, evaluation.operations(cost));
		this.totalSteps = this.work.totalSteps();
		this.affinity = new AffinityProbe(plan, tasks, model);
		this.pace = new CheckpointPace(clock, checkpointInterval);
	}

	/**
	 * Runs until the plan ends, early stopping applies, or a stop is requested.
	 * @return the state after the last epoch; empty if the stop signal ended the run
	 */
	Optional<RunState> run(String planHash, List<String> notes) {
		this.state = begin(planHash, notes);
		BatchSchedule schedule = Schedules.of(this.plan, this.tasks);
		for (int done = 0; done < this.state.step(); done++) {
			schedule.next();
		}
		this.listener.on(new TrainingEvent.Started(this.state.step(), this.totalSteps, notes));
		StepRunner steps = new StepRunner(this.plan, this.tasks, this.model, this.cost);
		LinearSchedule rates = LinearSchedule.of(this.plan.learningRate(), this.plan.warmupFraction(), this.totalSteps);
		this.speedometer.start();
		try {
			if (this.state.evaluationPending()) {
				evaluate();
			}
			while (!stoppedEarly()) {
				Draw draw = schedule.next();
				if (draw == null) {
					break;
				}
				pauseOrStop();
				step(draw, steps, rates.rate(draw.step()));
			}
			return Optional.of(this.state);
		}
		catch (Stopped ex) {
			if (ex.checkpoint && !this.state.evaluationPending()) {
				checkpoint();
			}
			return Optional.empty();
		}
	}

	/** Whether the run ended at the step at which it pauses. */
	boolean paused() {
		return this.paused;
	}

	private RunState begin(String planHash, List<String> notes) {
		Checkpoints.Loaded loaded = this.checkpoints.newest(planHash, notes);
		if (loaded == null) {
			return RunState.start(planHash, this.tasks.size());
		}
		this.model.restore(loaded.model()).ifPresent(notes::add);
		return loaded.state();
	}

	private void step(Draw draw, StepRunner steps, double rate) {
		Measured<Supplier<StepRunner.Result>> measured = this.affinity.around(draw, () -> steps.run(draw, rate));
		this.ahead.add(new Ahead(draw, rate, measured.result()));
		if (this.ahead.size() >= this.model.stepsAhead() || measured.affinity().isPresent() || draw.endsEpoch()
				|| checkpointDue(draw.step())) {
			settle();
		}
		measured.affinity().ifPresent(this.listener::on);
		if (draw.endsEpoch()) {
			checkpoint();
			evaluate();
		}
		else if (this.ahead.isEmpty() && checkpointDue(draw.step())) {
			checkpoint();
		}
	}

	/** Reads the results of the steps that have run, and reports the steps. */
	private void settle() {
		this.ahead.forEach((step) -> done(step.draw(), step.rate(), step.result().get()));
		this.ahead.clear();
	}

	private void done(Draw draw, double rate, StepRunner.Result result) {
		this.state = this.state.after(draw, result.items(), result.loss());
		this.speedometer.stepDone(result.items(), result.operations());
		if (this.speedometer.settled()) {
			this.reached.accept(this.speedometer.operationsPerSecond());
		}
		this.listener.on(new TrainingEvent.StepDone(draw.step(), this.totalSteps, draw.epoch(),
				this.tasks.get(draw.task()).task().name(), result.loss(), rate, this.speedometer.examplesPerSecond(),
				secondsLeft(this.plan.epochs() - draw.epoch() + 1)));
	}

	private double secondsLeft(int evaluations) {
		double left = this.speedometer.secondsLeft(this.work.stepsLeft(this.state.tasks()), evaluations,
				this.work.evaluation());
		return left + this.pace.secondsLeft(left, evaluations);
	}

	private boolean checkpointDue(int step) {
		int every = this.plan.checkpointEverySteps();
		return (every > 0 && step % every == 0) || this.pace.due();
	}

	private void checkpoint() {
		this.speedometer.pause();
		long bytes = this.pace.measure(() -> Checkpoints.orFailure(this.state.step(),
				() -> this.checkpoints.write(this.state, this.model::saveState)));
		this.speedometer.resume();
		this.listener
			.on(new TrainingEvent.CheckpointWritten(this.state.step(), bytes, this.pace.took(), this.pace.share()));
	}

	private void evaluate() {
		this.listener.on(new TrainingEvent.TaskTotals(this.work.totals(this.plan, this.tasks, this.state)));
		this.speedometer.evaluates(this.evaluation.tokens());
		this.state = this.evaluation.run(this.state, this.model, this.listener, this::reading);
		this.speedometer.evaluated();
		checkpoint();
	}

	private void reading(int tokens) {
		throwIfStopped(this.stop.request());
		boolean reportDue = this.speedometer.reads(tokens);
		double left = secondsLeft(this.plan.epochs() - this.state.epoch());
		if (reportDue && !Double.isNaN(left)) {
			this.listener.on(new TrainingEvent.Evaluating(left));
		}
	}

	private boolean stoppedEarly() {
		return this.plan.earlyStopping() != null
				&& this.state.epochsWithoutImprovement() >= this.plan.earlyStopping().patience();
	}

	/**
	 * Asks only once: a request that arrived after the first of two answers would stop
	 * the run with steps whose results have not been read.
	 */
	private void pauseOrStop() {
		StopSignal.Request request = this.ahead.isEmpty() ? this.stop.request()
				: this.stop.after(this.ahead.getLast().draw().step());
		if (request == StopSignal.Request.GO_ON) {
			return;
		}
		settle();
		if (request == StopSignal.Request.EVALUATE_AND_PAUSE) {
			pause();
		}
		throwIfStopped(request);
	}

	/**
	 * Evaluates and stops. A run that is resumed from here ends with the same result as
	 * one that does not pause.
	 */
	private void pause() {
		this.listener.on(new TrainingEvent.TaskTotals(this.work.totals(this.plan, this.tasks, this.state)));
		this.speedometer.evaluates(this.evaluation.tokens());
		this.listener.on(this.evaluation.pause(this.state.step(), this.totalSteps, this.model, this::reading));
		this.speedometer.evaluated();
		checkpoint();
		this.paused = true;
		throw new Stopped(false);
	}

	private static void throwIfStopped(StopSignal.Request request) {
		if (request == StopSignal.Request.STOP || request == StopSignal.Request.CHECKPOINT_AND_STOP) {
			throw new Stopped(request == StopSignal.Request.CHECKPOINT_AND_STOP);
		}
	}

	/** A step whose results have not been read. */
	private record Ahead(Draw draw, double rate, Supplier<StepRunner.Result> result) {

	}

	/** Thrown to leave the loop when no work is unfinished. */
	@SuppressWarnings("serial")
	static final class Stopped extends RuntimeException {

		private final boolean checkpoint;

		Stopped(boolean checkpoint) {
			super(null, null, false, false);
			this.checkpoint = checkpoint;
		}

	}

}
