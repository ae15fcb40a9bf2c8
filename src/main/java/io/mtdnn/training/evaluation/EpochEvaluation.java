package io.mtdnn.training.evaluation;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.training.TrainingEvent;
import io.mtdnn.training.TrainingListener;
import io.mtdnn.training.checkpoint.RunState;
import io.mtdnn.training.cost.RunCost;
import io.mtdnn.training.evaluation.TaskEvaluation.Scores;

/**
 * Evaluates all tasks at the end of an epoch and writes the models that the plan keeps.
 */
public final class EpochEvaluation {

	private final List<TaskEvaluation> evaluations;

	private final KeptEpochs kept;

	private final BundleWriter bundles;

	public EpochEvaluation(List<TaskEvaluation> evaluations, KeptEpochs kept, BundleWriter bundles) {
		this.evaluations = evaluations;
		this.kept = kept;
		this.bundles = bundles;
	}

	public double operations(RunCost cost) {
		return this.evaluations.stream().map(TaskEvaluation::rows).mapToDouble(cost::rows).sum();
	}

	public long tokens() {
		return this.evaluations.stream().map(TaskEvaluation::rows).mapToLong(TokenBudgetBatches::tokens).sum();
	}

	/**
	 * Evaluates all tasks and returns the state afterwards.
	 * @param reading called before each batch with its number of tokens; may throw an
	 * exception to end the evaluation
	 */
	public RunState run(RunState state, TrainableModel model, TrainingListener listener, IntConsumer reading) {
		Map<String, Scores> scores = new LinkedHashMap<>();
		for (TaskEvaluation evaluation : this.evaluations) {
			Scores found = evaluation.evaluate(model, reading);
			scores.put(evaluation.dataset(), found);
			listener.on(new TrainingEvent.EvaluationDone(state.epoch(), evaluation.dataset(), found.metrics()));
		}
		Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
		scores.forEach((dataset, found) -> metrics.put(dataset, found.metrics()));
		RunState evaluated = this.kept.after(state, metrics);
		if (this.kept.keepsLast()) {
			this.bundles.write("last", model, evaluated, selected(model, metrics, this.kept.describeLast()),
					scores.values());
		}
		if (evaluated.best() != null && evaluated.best().epoch() == state.epoch()) {
			this.bundles.write("best", model, evaluated,
					selected(model, metrics, this.kept.describeBest(evaluated.best())), scores.values());
		}
		return evaluated;
	}

	/**
	 * Evaluates all tasks at the step at which a run pauses. The result does not affect
	 * the rest of the run.
	 * @param reading as in {@link #run}
	 */
	public TrainingEvent.Paused pause(int step, int totalSteps, TrainableModel model, IntConsumer reading) {
		Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
		Map<String, Map<String, Double>> firstHalf = new LinkedHashMap<>();
		for (TaskEvaluation evaluation : this.evaluations) {
			Scores found = evaluation.evaluate(model, reading);
			metrics.put(evaluation.dataset(), found.metrics());
			firstHalf.put(evaluation.dataset(), found.firstHalf());
		}
		return new TrainingEvent.Paused(step, totalSteps, metrics, firstHalf);
	}

	private static Map<String, Object> selected(TrainableModel model, Map<String, Map<String, Double>> metrics,
			Map<String, Object> selection) {
		Map<String, Object> provenance = new LinkedHashMap<>();
		provenance.put("metrics", metrics);
		provenance.put(ModelDescription.EVALUATION_PRECISION, model.precision().text());
		provenance.put("selection", selection);
		return provenance;
	}

	/** Writes a bundle into the run's directory. */
	public interface BundleWriter {

		/**
		 * Writes a bundle.
		 * @param name name of the bundle's directory
		 * @param facts provenance of the epoch: its metrics, the precision of the
		 * evaluation, and how it was selected
		 * @param details scores whose details are added to the bundle
		 */
		Path write(String name, TrainableModel model, RunState state, Map<String, Object> facts,
				Iterable<Scores> details);

	}

}
