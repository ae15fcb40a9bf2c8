package io.mtdnn.serving.batching;

import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.Deadline;
import io.mtdnn.serving.QuestionTooLargeException;
import io.mtdnn.serving.Timed;
import io.mtdnn.serving.Timings;
import io.mtdnn.serving.limits.ServingProperties.Batching;
import io.mtdnn.serving.loading.LoadedModel;
import io.mtdnn.serving.loading.LoadedModels;
import io.mtdnn.serving.meters.ServingMeters;

/** Passes requests to a model and returns their answers. */
public final class Inference {

	private final LoadedModels models;

	private final BatchQueue queue;

	private final Batching settings;

	private final ServingMeters meters;

	private final LongSupplier nanoTime;

	/**
	 * Inference with the given queue.
	 * @param nanoTime like {@link System#nanoTime()}
	 */
	public Inference(LoadedModels models, BatchQueue queue, Batching settings, ServingMeters meters,
			LongSupplier nanoTime) {
		this.models = models;
		this.queue = queue;
		this.settings = settings;
		this.meters = meters;
		this.nanoTime = nanoTime;
	}

	/**
	 * Loads the model if necessary, encodes the request and puts its rows into the queue.
	 * @param encode encodes the request for the loaded model
	 * @throws QuestionTooLargeException when the request has more rows than the maximum
	 * @throws io.mtdnn.serving.ServingBusyException when the service has no capacity
	 */
	public <R, A extends Timed<A>> PendingAnswer<A> begin(RegisteredModel model, Deadline deadline,
			Function<LoadedModel, Encoded<R, A>> encode) {
		long start = this.nanoTime.getAsLong();
		deadline.check();
		LoadedModel loaded = this.models.acquire(model, deadline);
		this.queue.announce();
		try {
			long before = this.nanoTime.getAsLong();
			Encoded<R, A> request = encode.apply(loaded);
			long tokenize = this.nanoTime.getAsLong() - before;
			BatchEntry<R> entry = new BatchEntry<>(loaded, request, deadline);
			checkRows(request.field(), entry.size());
			this.queue.submit(entry);
			return new PendingAnswer<>(() -> answer(entry, request, start, tokenize), entry::close, entry.size());
		}
		catch (RuntimeException | Error ex) {
			loaded.release();
			throw ex;
		}
		finally {
			this.queue.arrived();
		}
	}

	private void checkRows(String field, int rows) {
		if (rows > this.settings.maxRows()) {
			throw QuestionTooLargeException.windows(field, rows, this.settings.maxRows());
		}
	}

	private <R, A extends Timed<A>> A answer(BatchEntry<R> entry, Encoded<R, A> request, long start, long tokenize) {
		List<R> results = entry.await();
		long before = this.nanoTime.getAsLong();
		A answer = request.decode(results);
		long now = this.nanoTime.getAsLong();
		Timings timings = Timings.ofNanos(entry.queueNanos(), tokenize, entry.inferNanos(), now - before, now - start,
				entry.size(), entry.largestBatch());
		this.meters.timings(timings);
		return answer.at(timings);
	}

}
