package io.mtdnn.training.cost;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.training.TrainingEvent.TaskTotal;
import io.mtdnn.training.checkpoint.RunState;
import io.mtdnn.training.checkpoint.RunState.TaskState;
import io.mtdnn.training.schedule.BatchSchedule;
import io.mtdnn.training.schedule.BatchSchedule.Mix;
import io.mtdnn.training.schedule.Schedules;
import io.mtdnn.training.schedule.TaskData;

/**
 * The work of a run, in operations as counted by {@link RunCost}.
 *
 * @param perStep operations of a step that draws a task, by task
 * @param mix draws and probabilities of the whole run
 * @param evaluation operations of one evaluation of all tasks
 * @param epochs number of evaluations in the whole run
 */
public record Workload(double[] perStep, Mix mix, double evaluation, int epochs) {

	public static Workload of(TrainingPlan plan, List<TaskData> tasks, RunCost cost, double evaluation) {
		double[] perStep = new double[tasks.size()];
		for (int i = 0; i < perStep.length; i++) {
			double item = cost.items(tasks.get(i).rows()).average().orElse(0);
			// the last batch of a pass is smaller
			double batch = (double) tasks.get(i).items().size() / tasks.get(i).batches();
			perStep[i] = cost.step(item * batch);
		}
		return new Workload(perStep, BatchSchedule.play(Schedules.of(plan, tasks)), evaluation, plan.epochs());
	}

	/** The probability of drawing a task; the mean over the run if it changes. */
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
	 * Total operations.
	 * @param evaluationShare factor of the operations of evaluations
	 */
	public double total(double evaluationShare) {
		double operations = this.epochs * this.evaluation * evaluationShare;
		for (int i = 0; i < this.mix.draws().length; i++) {
			operations += this.mix.draws()[i] * this.perStep[i];
		}
		return operations;
	}

	/** Operations of the remaining steps. */
	public double stepsLeft(List<TaskState> done) {
		double operations = 0;
		for (int i = 0; i < this.mix.draws().length; i++) {
			operations += (this.mix.draws()[i] - done.get(i).draws()) * this.perStep[i];
		}
		return operations;
	}

	/** The totals of each task so far. */
	public List<TaskTotal> totals(TrainingPlan plan, List<TaskData> tasks, RunState state) {
		List<TaskTotal> totals = new ArrayList<>();
		for (int i = 0; i < tasks.size(); i++) {
			TaskState total = state.tasks().get(i);
			TaskData data = tasks.get(i);
			totals.add(new TaskTotal(data.task().name(), share(plan, i), total.draws(),
					(double) total.items() / data.items().size(),
					(total.draws() > 0) ? total.lossSum() / total.draws() : 0));
		}
		return totals;
	}

}
