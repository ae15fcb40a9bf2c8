package io.mtdnn.observability;

import java.time.Duration;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.mtdnn.StructuredLine;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ids of a request, in its log lines and in the exemplars of histograms.
 */
@SpringBootTest(classes = TracesTests.Application.class, properties = { "spring.test.metrics.export=true",
		"spring.test.tracing.export=true", "management.tracing.export.enabled=true",
		"spring.autoconfigure.exclude=org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
				+ "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
				+ "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration,"
				+ "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration,"
				+ "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration,"
				+ "com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration" })
@AutoConfigureMockMvc(addFilters = true)
class TracesTests {

	private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

	@Autowired
	private MockMvcTester mvc;

	@Test
	void logLinesHaveTraceIdsAndHistogramsHaveExemplars() {
		Logger logger = (Logger) LoggerFactory.getLogger(Answering.class);
		ListAppender<ILoggingEvent> lines = new ListAppender<>();
		lines.start();
		logger.addAppender(lines);
		assertThat(this.mvc.get()
			.uri("/answer")
			.header("X-Request-Id", "order-17")
			.header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")).hasStatusOk();
		logger.detachAppender(lines);
		assertThat(lines.list).hasSize(1);
		assertThat(StructuredLine.of(logger, lines.list.get(0))).contains("order-17", TRACE, "asked");
		assertThat(this.mvc.get().uri("/actuator/prometheus").accept("application/openmetrics-text")).hasStatusOk()
			.bodyText()
			.containsPattern("answer_seconds_bucket\\{[^}]*} 1 # \\{[^}]*trace_id=\"" + TRACE + "\"")
			.contains("plain_seconds_count 1")
			.as("Prometheus before 2.43 refuses a scrape with these")
			.doesNotContainPattern("_(count|sum|max)(\\{[^}]*})? \\S+ # \\{");
	}

	@Configuration
	@EnableAutoConfiguration
	@Import({ Answering.class, RequestIdFilter.class })
	static class Application {

	}

	@RestController
	static class Answering {

		private final Timer timer;

		private final Timer plain;

		Answering(MeterRegistry meters) {
			this.timer = Timer.builder("answer").publishPercentileHistogram().register(meters);
			this.plain = meters.timer("plain");
		}

		@GetMapping("/answer")
		String answer() {
			LoggerFactory.getLogger(Answering.class).info("asked");
			this.timer.record(Duration.ofMillis(3));
			this.plain.record(Duration.ofMillis(3));
			return "France";
		}

	}

}
