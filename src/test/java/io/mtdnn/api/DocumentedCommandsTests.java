package io.mtdnn.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.mtdnn.MtDnnServer;
import io.mtdnn.api.DocumentedCommands.Call;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What the documents tell readers to type, typed: every {@code curl} of README, tutorial and how-to guides is run by a
 * shell against the service, which has no worker, so that jobs wait and no model answers.
 */
@SpringBootTest(classes = MtDnnServer.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.url=jdbc:h2:mem:documents;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
				"mtdnn.roles=api,serving", "mtdnn.data-dir=target/document-tests/data",
				"mtdnn.cache-dir=target/document-tests/cache", "mtdnn.runs-dir=target/document-tests/runs",
				"mtdnn.artifacts.directory=target/document-tests/artifacts",
				"mtdnn.encoders-dir=target/document-tests/encoders",
				"mtdnn.encoder-archives=${mtdnn.test.archives}" })
class DocumentedCommandsTests {

	private static final Path FOLDER = Path.of("target/document-tests").toAbsolutePath();

	private static final Path TUTORIAL = Path.of("docs/tutorial.md");

	private static final String QUIET = " -s -o answer.json -w '%{http_code}' --max-time 60";

	@LocalServerPort
	private int port;

	/** As the tutorial says. */
	@BeforeAll
	static void bringData() throws Exception {
		Files.createDirectories(FOLDER);
		assumeTrue(Stream.of("bash", "curl").allMatch((tool) -> Files.isExecutable(Path.of("/usr/bin", tool))));
		String block = DocumentedCommands.block(TUTORIAL, "mkdir -p data/squad");
		assertThat(block).contains("train-v2.0.json", "dev-v2.0.json");
		shell(block);
		assertThat(FOLDER.resolve("data/squad/dev-v2.0.json")).isNotEmptyFile();
	}

	@Test
	void everyAddressInTheDocumentsExists() throws Exception {
		shell("curl http://127.0.0.1:" + this.port + "/v3/api-docs" + QUIET);
		JsonNode paths = answer().path("paths");
		List<Call> calls = calls();
		assertThat(calls).hasSizeGreaterThan(12);
		assertThat(calls).allSatisfy((call) -> assertThat(paths.propertyNames().stream()
			.anyMatch((path) -> call.path().matches(path.replaceAll("\\{[^}]*}", "[^/]+")) && paths.path(path).has(call.method())))
			.as("%s: %s %s", call.document(), call.method(), call.path())
			.isTrue());
	}

	@Test
	void everyCallIsUnderstood() throws Exception {
		String job = submitted();
		for (Call call : calls()) {
			if (call.runs()) {
				String limit = call.path().endsWith("/events") ? " --max-time 2" : "";
				int status = run(call, job, limit);
				assertThat(acceptable(call, status)).as("%s: %s: %s", call.document(), call.text(), status).isTrue();
			}
		}
	}

	/** The job of the tutorial, on the data of the tutorial. */
	private String submitted() throws Exception {
		Call call = DocumentedCommands.of(TUTORIAL).stream().filter((one) -> one.path().equals("/jobs")).findFirst().orElseThrow();
		assertThat(run(call, "", "")).as(answer().toString()).isEqualTo(202);
		return answer().path("id").asString();
	}

	/** No model has been trained here, and the large encoder may not have been fetched; everything else must work. */
	private boolean acceptable(Call call, int status) throws IOException {
		if (call.path().startsWith("/qa") || call.path().startsWith("/models/")) {
			return (status == 404 || status == 409) && answer().path("detail").asString("").contains("model");
		}
		if (call.path().equals("/jobs") && status == 422) {
			return call.text().contains("bert-base-cased");
		}
		return status == (call.path().equals("/jobs") ? 202 : 200);
	}

	private static List<Call> calls() {
		return DocumentedCommands.documents().stream().flatMap((document) -> DocumentedCommands.of(document).stream()).toList();
	}

	private int run(Call call, String job, String more) throws Exception {
		String text = call.text().replace("127.0.0.1:8080", "127.0.0.1:" + this.port).replace("curl -OJ", "curl").replace("curl -i", "curl");
		Files.deleteIfExists(FOLDER.resolve("answer.json"));
		String status = shell("JOB=" + job + "\n" + text + QUIET + more);
		return Integer.parseInt(status.strip());
	}

	private static String shell(String commands) throws Exception {
		Process process = new ProcessBuilder("bash", "-c", commands).directory(FOLDER.toFile())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		return output;
	}

	private static JsonNode answer() throws IOException {
		return JsonMapper.shared().readTree(Files.readAllBytes(FOLDER.resolve("answer.json")));
	}

}
