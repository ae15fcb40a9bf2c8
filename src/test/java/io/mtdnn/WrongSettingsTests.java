package io.mtdnn;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Startup with an invalid setting fails with a message that names the setting and its
 * fault, without a stack trace.
 */
@ExtendWith(OutputCaptureExtension.class)
class WrongSettingsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"mtdnn.jobs.queue-capacty=5 | mtdnn.jobs.queue-capacty is not a setting | mtdnn.jobs.queue-capacity",
			"mtdnn.jobs.queue-capacity=0 | mtdnn.jobs.queueCapacity | greater than or equal to 1",
			"mtdnn.jobs.max-attempts=101 | mtdnn.jobs.maxAttempts | less than or equal to 100",
			"mtdnn.jobs.retry-after=soon | mtdnn.jobs.retry-after | Duration",
			"mtdnn.jobs.retry-delay=-1s | mtdnn.jobs.retry-delay is -1s | must not be negative",
			"mtdnn.jobs.progress-interval=0s | mtdnn.jobs.progressInterval | longer than or equal to",
			"mtdnn.jobs.streams.interval=0s | mtdnn.jobs.streams.interval | longer than or equal to",
			"mtdnn.jobs.streams.most=0 | mtdnn.jobs.streams.most | greater than or equal to 1",
			"mtdnn.roles=apis | mtdnn.roles | NodeRole",
			"mtdnn.training.evaluation-tokens=1 | mtdnn.training.evaluationTokens | 512",
			"mtdnn.training.checkpoint-interval=-5m | mtdnn.training.checkpoint-interval is -5m | must not be negative",
			"mtdnn.serving.request-timeout=0s | mtdnn.serving.requestTimeout | longer than or equal to",
			"mtdnn.serving.model-memory=-4GB | mtdnn.serving.model-memory is -4GB | must not be negative",
			"mtdnn.serving.batching.threads=65 | mtdnn.serving.batching.threads | less than or equal to 64",
			"mtdnn.serving.batching.max-delay=-2ms | mtdnn.serving.batching.max-delay is -2ms | must not be negative",
			"mtdnn.datasets.max-file-size=big | mtdnn.datasets.max-file-size | DataSize",
			"mtdnn.datasets.max-compression-ratio=1 | mtdnn.datasets.maxCompressionRatio | greater than or equal to 2",
			"mtdnn.engine.threads=-1 | mtdnn.engine.threads | greater than or equal to 0",
			"mtdnn.web.max-body=-1MB | mtdnn.web.max-body is -1MB | must not be negative",
			"mtdnn.artifacts.store=ftp | mtdnn.artifacts.store | Kind",
			"mtdnn.artifacts.store=s3 | mtdnn.artifacts.s3.bucket is required | store is s3",
			"mtdnn.artifacts.s3.endpoint=minio:9000 | mtdnn.artifacts.s3.endpoint is 'minio:9000' | not an http or https",
			"mtdnn.runs-dir=pom.xml/runs | mtdnn.runs-dir is pom.xml/runs | cannot be written",
			"mtdnn.encoders-dir=pom.xml/encoders | mtdnn.encoders-dir is pom.xml/encoders | cannot be written",
			"mtdnn.data-dir=pom.xml | mtdnn.data-dir is pom.xml | not a folder",
			"mtdnn.security.mode=closed | mtdnn.security.mode | Mode",
			"mtdnn.security.admin-key=short | mtdnn.security.adminKey | at least 32 characters",
			"mtdnn.security.admin-key=change-me-to-32-or-more-random-characters | mtdnn.security.adminKey | must be changed",
			"mtdnn.security.metrics-key=change-me-too-to-32-or-more-random-characters | mtdnn.security.metricsKey | must be changed",
			"mtdnn.security.rate-limit.burst=0 | mtdnn.security.rateLimit.burst | greater than or equal to 1",
			"spring.datasource.url=jdbc:mysql://x/y | spring.datasource.url is jdbc:mysql://x/y | jdbc:postgresql:",
			"spring.security.oauth2.resourceserver.jwt.issuer-uri=login.example.org | issuer-uri is 'login.example.org' | not an http or https",
			"spring.security.oauth2.resourceserver.jwt.issuer-uri=ftp://example.org | issuer-uri is 'ftp://example.org' | not an http or https",
			"spring.security.oauth2.resourceserver.jwt.jwk-set-uri=https:// | jwk-set-uri is 'https://' | not an http or https" })
	void everyInvalidSettingIsNamed(String setting, String first, String second, CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("--" + setting));
		assertExplained(output, first, second);
	}

	@Test
	void aMetricsKeyEqualToTheAdminKeyIsNamed(CapturedOutput output) {
		String key = "0123456789abcdef0123456789abcdef";
		assertThatException()
			.isThrownBy(() -> start("--mtdnn.security.admin-key=" + key, "--mtdnn.security.metrics-key=" + key));
		assertExplained(output, "mtdnn.security.metrics-key must differ from mtdnn.security.admin-key");
		assertThat(output).doesNotContain(key);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"mtdnn.security.admin-key=hunter2 | mtdnn.security.adminKey must have at least",
			"mtdnn.security.admin-key=change-me-hunter2 | mtdnn.security.adminKey must be changed",
			"mtdnn.security.metrics-key=hunter2 | mtdnn.security.metricsKey must have at least",
			"spring.datasource.url=jdbc:mysql://root:hunter2@x/y?password=hunter2 | spring.datasource.url is jdbc:mysql://x/y,",
			"mtdnn.artifacts.s3.endpoint=ftp://me:hunter2@minio | mtdnn.artifacts.s3.endpoint is 'ftp://minio'",
			"spring.security.oauth2.resourceserver.jwt.jwk-set-uri=ftp://me:hunter2@x | jwk-set-uri is 'ftp://x'" })
	void secretsAreNotShown(String setting, String explained, CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("--" + setting));
		assertExplained(output, explained);
		assertThat(output).doesNotContain("hunter2");
	}

	@Test
	void anInvalidValueIsShownBesideAnInvalidSecret(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> start("--mtdnn.security.admin-key=hunter2", "--mtdnn.security.rate-limit.burst=0"));
		assertExplained(output, "mtdnn.security.rateLimit.burst is 0, which must be greater than or equal to 1");
	}

	@Test
	void validSettingsDoNotFailStartup() {
		assertThatNoException().isThrownBy(() -> start("--mtdnn.security.admin-key=0123456789abcdef0123456789abcdef",
				"--mtdnn.security.metrics-key=fedcba9876543210fedcba9876543210"));
		assertThatNoException().isThrownBy(() -> start());
	}

	/** Starts the whole service; port 1 is closed. */
	@Test
	void anUnresponsiveIssuerFailsStartupIfItIsChecked(CapturedOutput output) {
		String folder = "target/wrong-settings/";
		assertThatException().isThrownBy(() -> new SpringApplicationBuilder(MtDnnServer.class)
			.run("--server.port=0", "--spring.datasource.url=jdbc:h2:mem:wrong;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
					"--mtdnn.roles=api", "--mtdnn.security.issuer-check=true", "--mtdnn.cache-dir=" + folder + "cache",
					"--mtdnn.runs-dir=" + folder + "runs", "--mtdnn.artifacts.directory=" + folder + "artifacts",
					"--spring.security.oauth2.resourceserver.jwt.issuer-uri=http://127.0.0.1:1/realms/ml")
			.close());
		assertExplained(output, "issuer-uri is http://127.0.0.1:1/realms/ml, which provides no keys");
	}

	private static void start(String... arguments) {
		new SpringApplicationBuilder(Settings.class).web(WebApplicationType.NONE).run(arguments).close();
	}

	private static void assertExplained(CapturedOutput output, String... parts) {
		assertThat(output.getAll()).contains("APPLICATION FAILED TO START");
		String report = output.getAll().substring(output.getAll().indexOf("APPLICATION FAILED TO START"));
		assertThat(report).contains("Description:", "Action:").contains(parts).doesNotContain("\tat ");
	}

	/** All settings, and nothing that uses them. */
	@Configuration(proxyBeanMethods = false)
	@ConfigurationPropertiesScan
	static class Settings {

		@Bean
		static StartChecks startChecks(ConfigurableEnvironment environment) {
			return new StartChecks(environment);
		}

	}

}
