package io.mtdnn.jobs.run;

import java.util.List;
import java.util.stream.Stream;

import io.mtdnn.training.TrainingEvent;
import io.mtdnn.training.TrainingListener;

/**
 * Writes the events of an attempt to its journal, then passes them on. What the
 * preparation of the run's directory noted becomes part of the event of the start.
 *
 * @param notes notes of the preparation
 * @param started runs when the start is in the journal
 * @param others listeners in their order
 */
record RunListener(RunJournal journal, List<String> notes, Runnable started,
		List<TrainingListener> others) implements TrainingListener {

	@Override
	public void on(TrainingEvent event) {
		TrainingEvent noted = noted(event);
		this.journal.append(noted);
		if (noted instanceof TrainingEvent.Started) {
			this.started.run();
		}
		this.others.forEach((other) -> other.on(noted));
	}

	private TrainingEvent noted(TrainingEvent event) {
		return (event instanceof TrainingEvent.Started started && !this.notes.isEmpty())
				? new TrainingEvent.Started(started.fromStep(), started.totalSteps(),
						Stream.concat(this.notes.stream(), started.notes().stream()).toList())
				: event;
	}

}
