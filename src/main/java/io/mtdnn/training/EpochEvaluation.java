package io.mtdnn.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

import io.mtdnn.model.TrainableModel;
import io.mtdnn.training.RunState.Best;
import io.mtdnn.training.TaskEvaluation.Scores;
import io.mtdnn.training.TrainingRequest.EarlyStopping;

/** What happens at an epoch's end: every task is evaluated, and the model is kept when it is the best so far. */
final class EpochEvaluation {

	private final List<TaskEvaluation> evaluations;

	private final String leadDataset;

	private final EarlyStopping stopping;

	private final BundleWriter bundles;

	EpochEvaluation(List<TaskEvaluation> evaluations, String leadDataset, EarlyStopping stopping,
			BundleWriter bundles) {
		this.evaluations = evaluations;
		this.leadDataset = leadDataset;
		this.stopping = stopping;
		this.bundles = bundles;
	}

	int rows() {
		return this.evaluations.stream().mapToInt(TaskEvaluation::rows).sum();
	}

	long tokens() {
		return this.evaluations.stream().mapToLong(TaskEvaluation::tokens).sum();
	}

	/**
	 * Evaluates and returns the state after it.
	 * @param reading called before each batch with the tokens in it; may throw to end the evaluation
	 */
	RunState run(RunState state, TrainableModel model, TrainingListener listener, IntConsumer reading) {
		Map<String, Scores> scores = new LinkedHashMap<>();
		for (TaskEvaluation evaluation : this.evaluations) {
			Scores found = evaluation.evaluate(model, reading);
			scores.put(evaluation.dataset(), found);
			listener.on(new TrainingEvent.EvaluationDone(state.epoch(), evaluation.dataset(), found.metrics()));
		}
		Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
		scores.forEach((dataset, found) -> metrics.put(dataset, found.metrics()));
		double watched = watched(metrics);
		boolean improved = state.best() == null || watched > state.best().metric();
		this.bundles.write("last", model, state, metrics, scores.values());
		if (improved) {
			this.bundles.write("best", model, state, metrics, scores.values());
			return state.evaluated(new Best(state.epoch(), watched, metrics), 0);
		}
		return state.evaluated(state.best(), state.epochsWithoutImprovement() + 1);
	}

	/** The metric that decides: of early stopping if there is one, else F1 of questions or a task's first metric. */
	private double watched(Map<String, Map<String, Double>> metrics) {
		if (this.stopping != null) {
			Double value = metrics.get(this.stopping.dataset()).get(this.stopping.metric());
			if (value == null) {
				throw new TrainingFailure(TrainingFailure.Kind.USER, "earlyStopping.metric: there is no '"
						+ this.stopping.metric() + "' in " + metrics.get(this.stopping.dataset()).keySet(), null);
			}
			return value;
		}
		Map<String, Double> lead = metrics.get(this.leadDataset);
		return lead.containsKey("HasAns_f1") || lead.containsKey("exact") ? lead.get("f1")
				: lead.values().iterator().next();
	}

	/** Writes a bundle into the run's directory. */
	interface BundleWriter {

		Path write(String name, TrainableModel model, RunState state, Map<String, Map<String, Double>> metrics,
				Iterable<Scores> details);

	}

}
