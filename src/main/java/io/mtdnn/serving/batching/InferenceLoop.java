package io.mtdnn.serving.batching;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import io.mtdnn.serving.meters.ServingMeters;
import io.mtdnn.threads.DaemonThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that take batches from the queue and run the models. */
public final class InferenceLoop implements AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(InferenceLoop.class);

	private final BatchQueue queue;

	private final ServingMeters meters;

	private final LongSupplier nanoTime;

	private final List<Thread> threads = new ArrayList<>();

	/** Starts the threads, which run until this loop is closed. */
	public InferenceLoop(BatchQueue queue, ServingMeters meters, LongSupplier nanoTime, int threads) {
		this.queue = queue;
		this.meters = meters;
		this.nanoTime = nanoTime;
		for (int i = 1; i <= threads; i++) {
			Thread thread = new DaemonThreads("inference-" + i).newThread(this::run);
			thread.start();
			this.threads.add(thread);
		}
	}

	private void run() {
		try {
			for (RowBatch batch = this.queue.take(); batch != null; batch = this.queue.take()) {
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
			List<?> outputs = batch.run();
			long nanos = this.nanoTime.getAsLong() - start;
			batch.model().ran(batch.tokens(), nanos);
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
