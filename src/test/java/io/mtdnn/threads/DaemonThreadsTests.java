package io.mtdnn.threads;

import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DaemonThreadsTests {

	@Test
	void threadsHaveTheNameAndRunTheWork() throws InterruptedException {
		AtomicReference<String> seen = new AtomicReference<>();
		Thread thread = new DaemonThreads("uploads").newThread(() -> seen.set(Thread.currentThread().getName()));
		assertThat(thread.isDaemon()).isTrue();
		thread.start();
		thread.join();
		assertThat(seen).hasValue("uploads");
	}

}
