package io.mtdnn.threads;

import java.util.concurrent.ThreadFactory;

/**
 * Makes threads that do not keep the process alive. Threads of one purpose share a name,
 * by which logs and thread dumps show them.
 *
 * @param name the name
 */
public record DaemonThreads(String name) implements ThreadFactory {

	@Override
	public Thread newThread(Runnable work) {
		Thread thread = new Thread(work, this.name);
		thread.setDaemon(true);
		return thread;
	}

}
