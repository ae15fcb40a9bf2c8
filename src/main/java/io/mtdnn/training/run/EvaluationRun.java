package io.mtdnn.training.run;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import io.mtdnn.files.Replacement;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.training.StopSignal;
import io.mtdnn.training.TrainingEvent;
import io.mtdnn.training.TrainingFailure;
import io.mtdnn.training.TrainingListener;
import io.mtdnn.training.TrainingOutcome;
import io.mtdnn.training.evaluation.TaskEvaluation;
import io.mtdnn.training.evaluation.TaskEvaluation.Scores;

/** Evaluates a model on all datasets of a plan without training it. */
final class EvaluationRun {

	/** Name of the folder with the details in the run's directory. */
	static final String FOLDER = "evaluation";

	private static final double MILLIS = 1000;

	private final List<TaskEvaluation> evaluations;

	private final InferenceModel model;

	private final TrainingListener listener;

	private final StopSignal stop;

	private final Clock clock;

	private final long total;

	private final long began;

	private long read;

	private long reported;

	EvaluationRun(List<TaskEvaluation> evaluations, InferenceModel model, TrainingListener listener, StopSignal stop,
			Clock clock) {
		this.evaluations = evaluations;
		this.model = model;
		this.listener = listener;
		this.stop = stop;
		this.clock = clock;
		this.total = evaluations.stream()
			.flatMap((evaluation) -> evaluation.rows().stream())
			.mapToLong(TokenSequence::length)
			.sum();
		this.began = clock.millis();
		this.reported = this.began;
	}

	/** Evaluates, and writes the details to a folder of the run's directory. */
	TrainingOutcome run(Path directory, List<String> notes) {
		this.listener.on(new TrainingEvent.Started(0, 0, notes));
		List<Scores> all = new ArrayList<>();
		try {
			for (TaskEvaluation evaluation : this.evaluations) {
				Scores scores = evaluation.evaluate(this.model, this::reading);
				all.add(scores);
				this.listener.on(new TrainingEvent.EvaluationDone(0, evaluation.dataset(), scores.metrics()));
			}
		}
		catch (TrainingRun.Stopped ex) {
			return TrainingOutcome.stopped();
		}
		Path folder = directory.resolve(FOLDER);
		try {
			Replacement.directory(folder, (target) -> all.forEach((scores) -> scores.writeDetails(target)));
		}
		catch (IOException ex) {
			throw TrainingFailure.unwritten("the evaluation", null, ex);
		}
		return TrainingOutcome.evaluated(folder);
	}

	private void reading(int tokens) {
		if (this.stop.request() != StopSignal.Request.GO_ON) {
			throw new TrainingRun.Stopped(false);
		}
		long now = this.clock.millis();
		if (this.read > 0 && now - this.reported >= MILLIS) {
			this.reported = now;
			double left = (double) (now - this.began) / this.read * (this.total - this.read) / MILLIS;
			this.listener.on(new TrainingEvent.Evaluating(left));
		}
		this.read += tokens;
	}

}
