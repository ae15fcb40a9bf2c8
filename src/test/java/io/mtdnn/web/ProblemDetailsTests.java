package io.mtdnn.web;

import java.util.List;

import io.mtdnn.web.body.WebProperties;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

@WebMvcTest(controllers = ProblemDetailsTests.Probe.class,
		properties = { "mtdnn.web.max-body=1KB", "spring.security.user.password=unused" })
@ContextConfiguration(classes = ProblemDetailsTests.Application.class)
class ProblemDetailsTests {

	@Autowired
	private MockMvcTester mvc;

	@BeforeEach
	void reset() {
		Probe.bodies = 0;
	}

	@Test
	void anUnknownFieldIsReportedWithTheKnownOnes() {
		assertProblem(post("{\"nme\": \"a\"}"), 400, "nme",
				"Unknown field 'nme'. Known fields: items, kind, name, size.");
	}

	@Test
	void aNestedFieldHasItsPath() {
		assertProblem(post("{\"items\": [{\"count\": 1}, {\"count\": 1, \"cuont\": 2}]}"), 400, "items[1].cuont",
				"Unknown field 'cuont'. Known fields: count.");
	}

	@Test
	void everyFaultOfABodyIsReportedAtOnce() {
		MvcTestResult answer = post(
				"{\"nme\": \"a\", \"size\": \"many\", \"kind\": \"blue\", \"items\": [{\"count\": \"x\"}, {\"count\": 1, \"y\": 2}, 3]}");
		assertThat(answer).hasStatus(400)
			.bodyJson()
			.extractingPath("$.errors[*].field")
			.asArray()
			.containsExactlyInAnyOrder("nme", "size", "kind", "items[0].count", "items[1].y", "items[2]");
		assertThat(answer).bodyJson().extractingPath("$.detail").asString().startsWith("6 faults: ");
		MvcTestResult mixed = post("{\"name\": \" \", \"size\": 11, \"kind\": \"blue\"}");
		assertThat(mixed).hasStatus(400)
			.bodyJson()
			.extractingPath("$.errors[*].field")
			.asArray()
			.containsExactlyInAnyOrder("name", "size", "kind");
		assertThat(Probe.bodies).isZero();
	}

	@Test
	void aWrongTypeIsReportedWithTheExpectedOne() {
		assertProblem(post("{\"size\": \"many\"}"), 400, "size", "Expected a whole number, found a string.");
		assertProblem(post("{\"size\": []}"), 400, "size", "Expected a whole number, found a list.");
		assertProblem(post("{\"items\": 3}"), 400, "items", "Expected a list, found a number.");
		assertProblem(post("[]"), 400, null, "Expected an object, found a list.");
	}

	@Test
	void aBodyThatIsInvalidJsonAfterItsFirstFaultIsRejected() {
		assertProblem(post("[".repeat(1000)), 400, null, "Expected an object, found a list.");
		assertProblem(post("{\"size\": \"many\", \"size\": 1}"), 400, "size",
				"Expected a whole number, found a string.");
	}

	@Test
	void anAbsentNumberIsRequired() {
		assertProblem(post("{\"items\": [{}]}"), 400, "items[0].count", "A value is required.");
		assertProblem(post("{\"items\": [{\"count\": null}]}"), 400, "items[0].count", "A value is required.");
	}

	@Test
	void anUnknownConstantIsReportedWithTheKnownOnes() {
		assertProblem(post("{\"kind\": \"blue\"}"), 400, "kind", "Unknown value 'blue'. Known: red-one, GREEN.");
	}

	@Test
	void invalidJsonIsReportedWithLineAndColumn() {
		assertThat(post("{\"name\":\n \"a\",, }")).hasStatus(400)
			.bodyJson()
			.extractingPath("detail")
			.asString()
			.startsWith("Not valid JSON (line 2, column 6): ");
	}

	@Test
	void aMissingBodyIsReported() {
		assertProblem(post(""), 400, null, "A JSON body is required.");
	}

	@Test
	void everyInvalidFieldIsListed() {
		MvcTestResult result = post("{\"name\": \" \", \"size\": 11}");
		assertThat(result).hasStatus(400)
			.bodyJson()
			.extractingPath("errors[*].field")
			.asArray()
			.containsExactlyInAnyOrder("name", "size");
	}

	@Test
	void aParameterOfAnotherTypeIsNamed() {
		assertProblem(this.mvc.get().uri("/probe?size=many").exchange(), 400, "size", "'many' is not a number.");
		assertProblem(this.mvc.get().uri("/probe?size=1&force=maybe").exchange(), 400, "force",
				"'maybe' is not true or false.");
		assertProblem(this.mvc.get().uri("/probe").exchange(), 400, "size", "The parameter is required.");
		assertProblem(this.mvc.get().uri("/probe?size=11").exchange(), 400, "size",
				"size must be less than or equal to 10");
	}

	@Test
	void routingErrorsAreProblems() {
		assertThat(this.mvc.get().uri("/nothing")).hasStatus(404).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		MvcTestResult wrongMethod = this.mvc.delete().uri("/probe").exchange();
		assertThat(wrongMethod).hasStatus(405);
		// The order follows that of the controller's methods, which reflection does not
		// promise.
		assertThat(wrongMethod.getResponse().getHeader("Allow").split(", ")).containsExactlyInAnyOrder("GET", "POST");
		assertThat(this.mvc.post().uri("/probe").contentType(MediaType.TEXT_PLAIN).content("a")).hasStatus(415)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(this.mvc.get().uri("/nothing").accept(MediaType.IMAGE_PNG)).hasStatus(404)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
	}

	@Test
	void aBodyOverTheLimitIsRejectedUnread() {
		assertProblem(post("{\"name\": \"" + "a".repeat(1024) + "\"}"), 413, null,
				"A body may have at most 1024 bytes (mtdnn.web.max-body).");
		assertThat(Probe.bodies).isZero();
		assertThat(post("{\"name\": \"" + "a".repeat(1000) + "\"}")).hasStatusOk();
	}

	@Test
	void anInternalFailureHidesItsCause() {
		assertThat(this.mvc.get().uri("/probe/secret")).hasStatus(500)
			.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
			.bodyText()
			.doesNotContain("database")
			.contains("with the requestId of this response");
	}

	private MvcTestResult post(String body) {
		return this.mvc.post().uri("/probe").contentType(MediaType.APPLICATION_JSON).content(body).exchange();
	}

	private static void assertProblem(MvcTestResult result, int status, String field, String detail) {
		assertThat(result).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
		assertThat(result).bodyJson().extractingPath("detail").isEqualTo(detail);
		if (field != null) {
			assertThat(result).bodyJson().extractingPath("field").isEqualTo(field);
			assertThat(result).bodyJson().extractingPath("errors[0].field").isEqualTo(field);
		}
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@EnableConfigurationProperties(WebProperties.class)
	@ComponentScan({ "io.mtdnn.web.body", "io.mtdnn.web.json", "io.mtdnn.web.problems" })
	@Import({ Probe.class, ProblemWriter.class, OpenSecurity.class })
	static class Application {

	}

	static class OpenSecurity {

		@Bean
		SecurityFilterChain open(HttpSecurity http) throws Exception {
			return http.csrf((csrf) -> csrf.disable())
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.build();
		}

	}

	@RestController
	static class Probe {

		static int bodies;

		@PostMapping("/probe")
		String post(@RequestBody @Valid Body body) {
			bodies++;
			return "ok";
		}

		@GetMapping("/probe")
		String get(@RequestParam @Max(10) Integer size, @RequestParam(defaultValue = "false") boolean force) {
			return "ok";
		}

		@GetMapping("/probe/{text}")
		String fail(@PathVariable String text) {
			throw new IllegalStateException("the " + text + " of the database");
		}

	}

	record Body(@NotBlank String name, @Max(10) Integer size, List<Item> items, Kind kind) {

		Body {
			name = (name != null) ? name : "default";
		}

	}

	record Item(int count) {

	}

	enum Kind {

		@JsonProperty("red-one")
		RED,

		GREEN

	}

}
