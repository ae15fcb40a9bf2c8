package io.mtdnn.training.cost;

import java.util.List;

import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.training.checkpoint.RunState.TaskState;
import io.mtdnn.training.schedule.BatchPacker;
import io.mtdnn.training.schedule.BatchSchedule;
import io.mtdnn.training.schedule.Schedules;
import io.mtdnn.training.schedule.TaskData;

/**
 * How much a run has to compute, in operations as {@link RunCost} counts them.
 *
 * @param perStep by task, of one step that draws it
 * @param draws by task, steps of the whole run
 * @param evaluation of one evaluation of all tasks
 * @param epochs evaluations of the whole run
 */
public record Workload(double[] perStep, int[] draws, double evaluation, int epochs) {

	public static Workload of(TrainingPlan plan, List<TaskData> tasks, RunCost cost, double evaluation) {
		double[] perStep = new double[tasks.size()];
		for (int i = 0; i < perStep.length; i++) {
			List<EncodedExample> items = tasks.get(i).items();
			double item = items.stream().mapToDouble((each) -> cost.rows(each.sequences())).average().orElse(0);
			// the last batch of a pass is smaller
			double batch = (double) items.size() / BatchPacker.count(items.size(), plan.batchSize());
			perStep[i] = cost.step(item * batch);
		}
		return new Workload(perStep, BatchSchedule.draws(Schedules.of(plan, tasks)), evaluation, plan.epochs());
	}

	public int totalSteps() {
		int steps = 0;
		for (int draw : this.draws) {
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
		for (int i = 0; i < this.draws.length; i++) {
			operations += this.draws[i] * this.perStep[i];
		}
		return operations;
	}

	/** Of the steps that are left. */
	public double stepsLeft(List<TaskState> done) {
		double operations = 0;
		for (int i = 0; i < this.draws.length; i++) {
			operations += (this.draws[i] - done.get(i).draws()) * this.perStep[i];
		}
		return operations;
	}

}
