package io.mtdnn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The security page names an existing test for every attack that it lists.
 */
class SecurityPageTests {

	@Test
	void everyAttackHasAnExistingTest() throws IOException {
		String attempts = Stream.of(Files.readString(Path.of("docs/security.md")).split("\n## "))
			.filter((section) -> section.contains("| checked by |"))
			.findFirst()
			.orElseThrow();
		List<String> rows = attempts.lines().filter((line) -> line.startsWith("| ")).skip(1).toList();
		assertThat(rows).hasSizeGreaterThan(20).allSatisfy((row) -> {
			List<String[]> tests = Pattern.compile("`(\\w+(?:Tests|Contract))\\.(\\w+)`")
				.matcher(row)
				.results()
				.map((found) -> new String[] { found.group(1), found.group(2) })
				.toList();
			assertThat(tests).isNotEmpty();
			assertThat(tests).allSatisfy((test) -> assertThat(source(test[0])).contains("void " + test[1] + "("));
		});
	}

	private static String source(String name) throws IOException {
		try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
			Path file = files.filter((one) -> one.getFileName().toString().equals(name + ".java"))
				.findFirst()
				.orElseThrow();
			return Files.readString(file);
		}
	}

}
