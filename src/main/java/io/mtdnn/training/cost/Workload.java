package io.mtdnn.training.cost;

import java.util.List;

import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.training.checkpoint.RunState.TaskState;
import io.mtdnn.training.schedule.BatchSchedule;
import io.mtdnn.training.schedule.BatchSchedule.Mix;
import io.mtdnn.training.schedule.Schedules;
import io.mtdnn.training.schedule.TaskData;

/**
 * How much a run has to compute, in operations as {@link RunCost} counts them.
 *
 * @param perStep by task, of one step that draws it
 * @param mix draws and probabilities of the whole run
 * @param evaluation of one evaluation of all tasks
 * @param epochs evaluations of the whole run
 */
public record Workload(double[] perStep, Mix mix, double evaluation, int epochs) {

	public static Workload of(TrainingPlan plan, List<TaskData> tasks, RunCost cost, double evaluation) {
		double[] perStep = new double[tasks.size()];
		for (int i = 0; i < perStep.length; i++) {
			List<EncodedExample> items = tasks.get(i).items();
			double item = items.stream().mapToDouble((each) -> cost.rows(each.sequences())).average().orElse(0);
			// the last batch of a pass is smaller
			double batch = (double) items.size() / tasks.get(i).batches();
			perStep[i] = cost.step(item * batch);
		}
		return new Workload(perStep, BatchSchedule.play(Schedules.of(plan, tasks)), evaluation, plan.epochs());
	}

	/** The probability of drawing a task; the mean over the run when it changes. */
	public double share(TrainingPlan plan, int task) {
		return this.mix.share(plan, task);
	}

	public int totalSteps() {
		int steps = 0;
		for (int draw : this.mix.draws()) {
			steps += draw;
		}
		return steps;
	}

	/**
	 * All of it, each evaluation taking a share of what as many operations of a step
	 * take.
	 */
	public double total(double evaluationShare) {
		double operations = this.epochs * this.evaluation * evaluationShare;
		for (int i = 0; i < this.mix.draws().length; i++) {
			operations += this.mix.draws()[i] * this.perStep[i];
		}
		return operations;
	}

	/** Of the steps that are left. */
	public double stepsLeft(List<TaskState> done) {
		double operations = 0;
		for (int i = 0; i < this.mix.draws().length; i++) {
			operations += (this.mix.draws()[i] - done.get(i).draws()) * this.perStep[i];
		}
		return operations;
	}

}
