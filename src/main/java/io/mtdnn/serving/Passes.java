package io.mtdnn.serving;

import java.util.List;
import java.util.function.Function;

import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.ServingProperties.Batching;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;

/** Brings rows to a model and its results back. */
final class Passes {

	private final LoadedModels models;

	private final BatchQueue queue;

	private final Batching settings;

	Passes(LoadedModels models, BatchQueue queue, Batching settings) {
		this.models = models;
		this.queue = queue;
		this.settings = settings;
	}

	/**
	 * Loads the model if need be, makes the rows and puts them into the queue.
	 * @param rows makes the rows with the loaded model's tokenizer
	 * @throws QuestionTooLargeException when there are more rows than one request may
	 * have
	 */
	<R> PendingPass<R> begin(RegisteredModel model, Task task, Pass<R> pass,
			Function<LoadedModel, List<TokenSequence>> rows, Call call, Admission admission) {
		call.check();
		LoadedModel loaded = this.models.acquire(model, call);
		this.queue.announce();
		try {
			Submission<R> submission = new Submission<>(loaded, task.name(), pass, checked(rows.apply(loaded)), call);
			submit(submission, call, admission);
			return new PendingPass<>(submission, call);
		}
		catch (RuntimeException | Error ex) {
			loaded.release();
			throw ex;
		}
		finally {
			this.queue.arrived();
		}
	}

	private List<TokenSequence> checked(List<TokenSequence> rows) {
		if (rows.size() > this.settings.maxRows()) {
			throw new QuestionTooLargeException("context",
					"the context needs %d windows; at most %d are accepted (mtdnn.serving.batching.max-rows)"
						.formatted(rows.size(), this.settings.maxRows()),
					this.settings.maxRows());
		}
		return rows;
	}

	private void submit(Submission<?> submission, Call call, Admission admission) {
		call.check();
		if (admission == Admission.OR_REFUSE) {
			this.queue.submit(submission, call);
			return;
		}
		try {
			this.queue.submitWhenRoom(submission, call);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new ServingBusyException(Rejection.STOPPING, "The service is shutting down.", 5);
		}
	}

}
