package io.mtdnn.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands that the documents tell readers to type. */
final class DocumentedCommands {

	/** A call of curl up to the end of its line, where quotes and backslashes carry it over several lines. */
	private static final Pattern CURL = Pattern
		.compile("(?m)^    (curl (?:[^'\"\\\\\\n#]|'[^']*'|\"(?:[^\"\\\\]|\\\\.)*\"|\\\\\\n)*)");

	private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:8080(/[^\\s'\"?]*)");

	private DocumentedCommands() {
	}

	/**
	 * A call of curl.
	 *
	 * @param document where it stands
	 * @param text the command
	 */
	record Call(Path document, String text) {

		String path() {
			Matcher matcher = ADDRESS.matcher(this.text);
			return matcher.find() ? matcher.group(1) : "";
		}

		String method() {
			Matcher matcher = Pattern.compile("-X (\\w+)").matcher(this.text);
			return matcher.find() ? matcher.group(1).toLowerCase() : this.text.contains(" -d ") ? "post" : "get";
		}

		/** Whether a reader can run it as it stands, on an open service. */
		boolean runs() {
			return !this.text.contains("...") && !this.text.contains("Authorization");
		}

	}

	static List<Call> of(Path document) {
		Matcher matcher = CURL.matcher(text(document));
		return matcher.results().map((found) -> new Call(document, found.group(1).strip())).toList();
	}

	/** The commands of the indented block that begins like this. */
	static String block(Path document, String beginning) {
		StringBuilder block = new StringBuilder();
		List<String> lines = text(document).lines()
			.dropWhile((line) -> !line.startsWith("    " + beginning))
			.takeWhile((line) -> line.startsWith("    "))
			.toList();
		lines.forEach((line) -> block.append(line.substring(4)).append('\n'));
		return block.toString();
	}

	static List<Path> documents() {
		try (Stream<Path> files = Files.walk(Path.of("docs"))) {
			return Stream.concat(Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")),
					files.filter((file) -> file.toString().endsWith(".md")).sorted())
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String text(Path document) {
		try {
			return Files.readString(document);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
