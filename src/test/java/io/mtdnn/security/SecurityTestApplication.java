package io.mtdnn.security;

import java.time.Instant;

import io.mtdnn.SteppingClock;
import io.mtdnn.storage.DatabaseState;
import io.mtdnn.web.Problems;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Security, the web layer and a few addresses, without the rest of the service. */
@SpringBootConfiguration
@TestComponent
@EnableAutoConfiguration(
		excludeName = "com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration")
@AutoConfigurationPackage(basePackageClasses = SecurityTestApplication.class)
@ComponentScan(basePackageClasses = { SecurityTestApplication.class, Problems.class, DatabaseState.class },
		excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*Tests.*"))
@ConfigurationPropertiesScan(
		basePackageClasses = { SecurityTestApplication.class, Problems.class, DatabaseState.class })
class SecurityTestApplication {

	@Bean
	SteppingClock clock() {
		return new SteppingClock(Instant.parse("2026-01-01T00:00:00Z"));
	}

	/** Replaces the controllers of the features. */
	@RestController
	static class Addresses {

		@GetMapping({ "/jobs", "/jobs/1" })
		String read() {
			return "read";
		}

		@PostMapping({ "/qa", "/qa/batch" })
		String infer() {
			return "infer";
		}

		@PostMapping("/jobs")
		ResponseEntity<Void> train() {
			return ResponseEntity.accepted().header("Location", "/jobs/1").build();
		}

		@DeleteMapping("/jobs/1")
		String cancel() {
			return "cancelled";
		}

		@PutMapping("/models/aliases/production")
		Promoted promote() {
			return new Promoted("job-7", "a\", \"forged\": \"\nINFO\u0085forged\u2028x");
		}

		/** The target of an alias, with a name that attempts an injection. */
		record Promoted(String model, String name) {

		}

	}

}
