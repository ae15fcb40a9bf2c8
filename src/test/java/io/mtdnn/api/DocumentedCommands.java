package io.mtdnn.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the commands of a document: whole blocks and commands within sentences, in order.
 */
final class DocumentedCommands {

	/**
	 * Text between backticks in a sentence is a command if it begins like one; most are
	 * names.
	 */
	private static final Pattern COMMAND = Pattern
		.compile("(?:[A-Z_]+=\\S+ )*(?:\\./(?:mvnw|\\w+\\.sh)|\\.ci/run|-Dtest=\\S+|--build-arg \\S+"
				+ "|(?:bench|docker)/[\\w/]+\\.(?:sh|py)|\\w+\\.(?:sh|py) \\S|(?:curl|docker|grype|java|openssl|pip|python3?|unzip) \\S).*");

	private static final Pattern QUOTED_OR_COMMENT = Pattern
		.compile("'[^']*'|\"(?:[^\"\\\\]|\\\\.)*\"|\\\\.|(?<=^|\\s)#.*$", Pattern.MULTILINE);

	private static final Pattern HERE_DOCUMENT = Pattern.compile("<<'?(\\w+)'?");

	private DocumentedCommands() {
	}

	/** All documents of the project. */
	static List<Path> documents() {
		try (Stream<Path> root = Files.list(Path.of(""));
				Stream<Path> more = Stream.of("docs", "bench", "docker", "src/main", ".github")
					.flatMap(DocumentedCommands::below)) {
			return Stream.concat(root, more).filter((file) -> file.toString().endsWith(".md")).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<Path> below(String folder) {
		try {
			return Files.walk(Path.of(folder));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The blocks that are set off from the text. */
	static List<Block> blocks(Path document) {
		return parts(document).stream().filter(Block::code).toList();
	}

	static List<Command> commands(Path document) {
		return parts(document).stream()
			.flatMap((part) -> part.code() ? ShownBlock.of(part).isPresent() ? Stream.empty() : typed(part)
					: mentioned(part))
			.toList();
	}

	private static List<Block> parts(Path document) {
		List<Block> parts = new ArrayList<>();
		boolean fenced = false;
		int number = 0;
		for (String line : text(document).lines().toList()) {
			number++;
			boolean fence = line.strip().startsWith("```");
			fenced ^= fence;
			Block last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
			// An empty line does not end a block.
			boolean code = !fence
					&& (fenced || line.startsWith("    ") || line.isBlank() && last != null && last.code());
			if (last == null || fence || last.code() != code) {
				last = new Block(document, number, code, new ArrayList<>());
				parts.add(last);
			}
			last.lines().add(fence ? "" : (code && !fenced) ? line.replaceFirst("^ {4}", "") : line);
		}
		return parts;
	}

	/**
	 * The commands of a block; quotes, backslashes and here-documents continue a command
	 * over several lines.
	 */
	private static Stream<Command> typed(Block block) {
		List<Command> commands = new ArrayList<>();
		StringBuilder text = new StringBuilder();
		int number = block.line();
		for (String line : block.lines()) {
			text.append(line);
			if (complete(text.toString())) {
				if (!text.toString().isBlank() && text.charAt(0) != '#') {
					commands.add(new Command(block.document(), number, true, text.toString().strip()));
				}
				text.setLength(0);
			}
			else {
				text.append('\n');
			}
			number++;
		}
		if (!text.isEmpty()) {
			commands.add(new Command(block.document(), number, true, text.toString().strip()));
		}
		return commands.stream();
	}

	private static boolean complete(String text) {
		List<MatchResult> here = HERE_DOCUMENT.matcher(text).results().toList();
		return here.isEmpty()
				? !text.endsWith("\\") && QUOTED_OR_COMMENT.matcher(text).replaceAll("").matches("[^'\"]*")
				: text.lines().skip(1).anyMatch(here.get(0).group(1)::equals);
	}

	private static Stream<Command> mentioned(Block part) {
		String text = String.join("\n", part.lines());
		return Pattern.compile("`([^`]+)`")
			.matcher(text)
			.results()
			.map((found) -> new Command(part.document(),
					part.line() + (int) text.substring(0, found.start()).lines().count() - 1, false,
					found.group(1).replace('\n', ' ')))
			.filter((command) -> COMMAND.matcher(command.text()).matches());
	}

	static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Consecutive lines of a document.
	 *
	 * @param code whether they are set off from the text, by four spaces or a fence
	 */
	record Block(Path document, int line, boolean code, List<String> lines) {

		String text() {
			return String.join("\n", this.lines);
		}

		@Override
		public String toString() {
			return this.document + ":" + this.line + ": " + text();
		}

	}

	/**
	 * A command.
	 *
	 * @param block whether it is in a block; otherwise it is mentioned in a sentence
	 * @param text with the variables set in front of it and the comment behind it
	 */
	record Command(Path document, int line, boolean block, String text) {

		/** Names of the variables that are set in front of it. */
		List<String> variables() {
			return Stream.of(this.text.split("\\s+"))
				.takeWhile((word) -> word.matches("[A-Z_]+=.*"))
				.map((word) -> word.split("=")[0])
				.toList();
		}

		/** Program and arguments, split at each space: quotes mean nothing here. */
		List<String> words() {
			return Stream.of(this.text.replaceAll("(?m)\\s#.*$", "").split("\\s+")).skip(variables().size()).toList();
		}

		String program() {
			return words().isEmpty() ? "" : words().get(0);
		}

		@Override
		public String toString() {
			return this.document + ":" + this.line + ": " + this.text;
		}

	}

}
