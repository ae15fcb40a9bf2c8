package io.mtdnn.tracking.scalars;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.training.TrainingEvent;

/** Makes numbers of the events of one run. Used by one thread. */
public final class Scalars {

	private int step;

	/** The numbers of an event; most have none. */
	public List<Scalar> of(TrainingEvent event) {
		List<Scalar> found = new ArrayList<>();
		if (event instanceof TrainingEvent.Started started) {
			this.step = started.fromStep();
		}
		else if (event instanceof TrainingEvent.StepDone done) {
			this.step = done.step();
			add(found, "loss/" + done.task(), done.loss());
			add(found, "learning_rate", done.learningRate());
			add(found, "epoch", done.epoch());
			add(found, "examples_per_second", done.examplesPerSecond());
		}
		else if (event instanceof TrainingEvent.EvaluationDone evaluation) {
			evaluation.metrics()
				.forEach((metric, value) -> add(found, "evaluation/" + evaluation.dataset() + "/" + metric, value));
		}
		return found;
	}

	private void add(List<Scalar> scalars, String tag, double value) {
		if (Double.isFinite(value)) {
			scalars.add(new Scalar(tag, this.step, value));
		}
	}

}
