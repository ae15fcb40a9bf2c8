package io.mtdnn.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.mtdnn.api.DocumentedCommands.Command;
import io.mtdnn.api.Reader.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Runs the documented commands in a shell, in the order of the documents: first the
 * tutorial, which trains models and promotes one; last the commands that lock others out.
 * {@link CommandChecksTests} checks the commands that are not run.
 */
class DocumentedCommandsTests {

	private static final Path FOLDER = Path.of("target/document-tests").toAbsolutePath();

	private static final Path TUTORIAL = Path.of("docs/tutorial.md");

	private static final Path README = Path.of("README.md");

	private static final List<String> faults = new ArrayList<>();

	private static Reader reader;

	@BeforeAll
	@Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	static void typeEverything() throws IOException {
		assumeTrue(
				Stream.of("bash", "curl", "openssl").allMatch((tool) -> Files.isExecutable(Path.of("/usr/bin", tool))));
		BuiltClone.make(FOLDER);
		reader = new Reader(FOLDER);
		for (Command command : typed()) {
			faults.add(reader.type(command));
		}
	}

	private static List<Command> typed() {
		return DocumentedCommands.documents()
			.stream()
			.sorted(Comparator.comparing(DocumentedCommandsTests::locksOthersOut)
				.thenComparing((document) -> !document.equals(TUTORIAL))
				.thenComparing((document) -> !document.equals(README)))
			.flatMap((document) -> DocumentedCommands.commands(document).stream())
			.filter(Reader::types)
			.toList();
	}

	private static boolean locksOthersOut(Path document) {
		return DocumentedCommands.text(document).contains("Authorization: Bearer");
	}

	@AfterAll
	static void endTheService() throws IOException {
		if (reader != null) {
			reader.close();
		}
	}

	@Test
	void everyCommandDoesWhatItsDocumentStates() {
		assertThat(faults).filteredOn(Objects::nonNull).isEmpty();
		assertThat(faults).hasSizeGreaterThan(20);
	}

	/** The output goes to a pipe, as when it is redirected to a file. */
	@Test
	void theQuickstartShowsItsProgressInAFewLines() {
		List<String> lines = reader.output("./quickstart.sh").lines().toList();
		assertThat(lines).allSatisfy((line) -> assertThat(line).hasSizeLessThan(160).doesNotContain("\r"));
		assertThat(lines.stream().filter((line) -> line.contains(" %  step "))).hasSizeBetween(1, 30)
			.last()
			.asString()
			.contains("100 %");
		assertThat(lines)
			.anySatisfy((line) -> assertThat(line).startsWith("  sample-cola").contains("matthews_correlation"));
	}

	@Test
	void theTutorialsJobIsCheckedAndBecomesAModel() {
		Answer job = answer(TUTORIAL, "/jobs -");
		assertThat(job.body().propertyNames()).contains("id", "plan", "preflight");
		assertThat(answer(TUTORIAL, "/models").body().path("items").findValuesAsString("id"))
			.contains(job.body().path("id").asString());
		assertThat(answer(TUTORIAL, "/thresholds").body().path("dataset").asString()).isEqualTo("squad-v2");
	}

	@Test
	void anAnswerHasTheFieldsThatTheReadmeNames() {
		String sentence = DocumentedCommands.text(README).split("The response has ")[1].split("\n\n")[0];
		List<String> names = Pattern.compile("`(\\w+)`")
			.matcher(sentence)
			.results()
			.map((name) -> name.group(1))
			.toList();
		assertThat(names).contains("answer", "nullOdds", "candidates");
		assertThat(answer(README, "/qa").body().propertyNames()).containsAll(names);
	}

	@Test
	void aRevokedKeyIsRejected() throws IOException {
		Path document = Path.of("docs/how-to/keep-others-out.md");
		List<Command> calls = typed().stream()
			.filter((command) -> command.document().equals(document) && command.program().equals("curl"))
			.toList();
		assertThat(calls).hasSizeGreaterThan(1);
		reader.type(new Command(document, 0, true,
				"curl -X DELETE http://127.0.0.1:8080/keys/$KEY_ID -H \"Authorization: Bearer $MTDNN_SECURITY_ADMIN_KEY\""));
		assertThat(reader.type(calls.get(1))).contains("[401]");
	}

	private static Answer answer(Path document, String call) {
		return reader.answers()
			.stream()
			.filter((answer) -> answer.command().document().equals(document) && answer.command().text().contains(call))
			.findFirst()
			.orElseThrow();
	}

}
