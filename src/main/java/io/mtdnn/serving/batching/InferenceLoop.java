package io.mtdnn.serving.batching;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import io.mtdnn.model.EngineThreads;
import io.mtdnn.serving.meters.ServingMeters;
import io.mtdnn.threads.DaemonThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loops that take batches from the queue and run the models, each on its own thread.
 */
public final class InferenceLoop implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(InferenceLoop.class);

	private final BatchQueue queue;

	private final ServingMeters meters;

	private final EngineThreads engine;

	private final LongSupplier nanoTime;

	private final List<Thread> threads = new ArrayList<>();

	/** Starts the loops, which run until this one is closed. */
	public InferenceLoop(BatchQueue queue, EngineThreads engine, ServingMeters meters, LongSupplier nanoTime) {
		this.queue = queue;
		this.engine = engine;
		this.meters = meters;
		this.nanoTime = nanoTime;
		for (int i = 1; i <= queue.loops(); i++) {
			boolean main = i == 1;
			Thread thread = new DaemonThreads("inference-" + i).newThread(() -> run(main));
			thread.start();
			this.threads.add(thread);
		}
	}

	private void run(boolean main) {
		try {
			for (RowBatch batch = this.queue.take(main); batch != null; batch = this.queue.take(main)) {
				process(batch);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Runs a batch. A failure affects only its requests. */
	void process(RowBatch batch) {
		try (batch) {
			long start = this.nanoTime.getAsLong();
			List<?> outputs = this.engine.limited(batch.threads(), batch::run);
			long nanos = this.nanoTime.getAsLong() - start;
			batch.model().ran(batch.tokens(), Math.round(nanos * batch.share()));
			this.meters.batch(batch.rows(), batch.padding(), nanos);
			batch.entries().forEach((entry) -> entry.ran(nanos, batch.rows()));
			batch.scatter(outputs);
		}
		catch (Throwable ex) {
			log.error("A batch of {} input rows failed in model {}", batch.rows(), batch.model().id(), ex);
			batch.fail(ex);
		}
		finally {
			this.queue.done(batch);
		}
	}

	/** Ends the threads and rejects waiting requests. */
	@Override
	public void close() throws InterruptedException {
		this.queue.close();
		for (Thread thread : this.threads) {
			thread.join(10_000);
		}
	}

}
