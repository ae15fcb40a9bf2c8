package io.mtdnn.jobs.run;

import io.mtdnn.jobs.JobsTest;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/** A process with two devices has two workers. */
@TestPropertySource(properties = { "test.devices=2",
		"spring.datasource.url=jdbc:h2:mem:devices;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000",
		"mtdnn.runs-dir=target/test-runs/devices" })
class SeveralDevicesIntegrationTests extends JobsTest {

	@Test
	void eachDeviceRunsAJobAndTheNextJobWaits() {
		String first = this.client.submit("first");
		String second = this.client.submit("second");
		this.client.awaitRun(first, this.engine);
		this.client.awaitRun(second, this.engine);
		String third = this.client.submit("third");
		assertThat(this.client.view(third).get("status").asString()).isEqualTo("QUEUED");
		assertThat(this.engine.runs()).containsExactlyInAnyOrder(first + "@0", second + "@0");
		this.engine.finish();
		this.client.awaitStatus(third, "RUNNING");
		assertThat(this.client.list("?status=RUNNING")).hasSize(2);
		this.engine.finish().finish();
		this.client.awaitStatus(first, "SUCCEEDED");
		this.client.awaitStatus(second, "SUCCEEDED");
		this.client.awaitStatus(third, "SUCCEEDED");
		assertThat(this.client.get("/jobs/" + third + "/environment").toString()).contains("[\"cpu\",\"cpu\"]");
	}

}
