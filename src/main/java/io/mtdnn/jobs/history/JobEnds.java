package io.mtdnn.jobs.history;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.mtdnn.jobs.JobEnded;
import io.mtdnn.threads.DaemonThreads;
import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Publishes {@link JobEnded} once the end of a job is committed. */
@Component
class JobEnds {

	private static final Logger logger = LoggerFactory.getLogger(JobEnds.class);

	private final ApplicationEventPublisher publisher;

	/**
	 * A separate thread, so that listeners do not delay a worker or join its transaction.
	 */
	private final ExecutorService thread = Executors.newSingleThreadExecutor(new DaemonThreads("job-ends"));

	JobEnds(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	/** Must be called in the transaction that ends the job. */
	void publishAfterCommit(JobEnded ended) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

			@Override
			public void afterCommit() {
				JobEnds.this.thread.execute(() -> publish(ended));
			}

		});
	}

	private void publish(JobEnded ended) {
		try {
			this.publisher.publishEvent(ended);
		}
		catch (RuntimeException ex) {
			logger.error("A listener failed on the end of job {}", ended.id(), ex);
		}
	}

	@PreDestroy
	void close() {
		this.thread.shutdown();
	}

}
