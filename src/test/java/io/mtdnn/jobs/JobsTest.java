package io.mtdnn.jobs;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/**
 * Tests of the jobs share one context on an in-memory H2; each starts without waiting or
 * running jobs.
 */
@SpringBootTest(classes = JobsTestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = {
				"spring.datasource.url=jdbc:h2:mem:jobs;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000",
				"mtdnn.runs-dir=target/test-runs/jobs", "mtdnn.artifacts.directory=target/test-runs/artifacts",
				"mtdnn.jobs.queue-capacity=3", "mtdnn.jobs.progress-interval=20ms", "mtdnn.jobs.retry-delay=10ms",
				"mtdnn.jobs.streams.interval=20ms", "mtdnn.jobs.streams.heartbeat=200ms", "mtdnn.jobs.streams.most=2",
				"db-scheduler.polling-interval=50ms", "db-scheduler.heartbeat-interval=1s",
				"db-scheduler.missed-heartbeats-limit=8" })
@AutoConfigureMockMvc
public abstract class JobsTest {

	@Autowired
	protected MockMvcTester mvc;

	@Autowired
	protected FakeEngine engine;

	protected JobsClient client;

	@BeforeEach
	protected void quiet() {
		this.client = new JobsClient(this.mvc);
		this.client.quiet(this.engine);
	}

}
