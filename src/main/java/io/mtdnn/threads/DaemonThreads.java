package io.mtdnn.threads;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Makes threads that do not keep the process alive. Threads of one purpose share a name,
 * by which logs and thread dumps show them.
 *
 * @param name the name
 */
public record DaemonThreads(String name) implements ThreadFactory {

	private static final int PATIENCE_SECONDS = 5;

	@Override
	public Thread newThread(Runnable work) {
		Thread thread = new Thread(work, this.name);
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Lets an executor finish its work, and waits a few seconds for that. Nothing is
	 * interrupted, because an interrupt closes the file of an embedded database that the
	 * thread is accessing.
	 */
	public static void finish(ExecutorService executor) {
		executor.shutdown();
		try {
			executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
