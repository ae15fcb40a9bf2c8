package io.mtdnn.datasets.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lines of a grammar file and its word lists. */
final class Grammar {

	private static final String LIST = "list ";

	private final Map<String, List<String>> lists = new HashMap<>();

	private final List<String> lines;

	private Grammar(List<String> lines, Map<String, List<String>> common) {
		this.lists.putAll(common);
		this.lines = lines.stream().filter((line) -> !line.startsWith(LIST)).toList();
		lines.stream().filter((line) -> line.startsWith(LIST)).forEach(this::add);
	}

	/**
	 * Reads a file of the folder {@code sample-grammar}; the common word lists are in
	 * every grammar.
	 */
	static Grammar of(String name) {
		return new Grammar(read(name), new Grammar(read("lists.txt"), Map.of()).lists);
	}

	/** The lines without word lists, comments and empty lines. */
	List<String> lines() {
		return this.lines;
	}

	Map<String, List<String>> lists() {
		return this.lists;
	}

	private void add(String line) {
		String[] parts = line.substring(LIST.length()).split(": ", 2);
		this.lists.put(parts[0], List.of(parts[1].split(" \\| ")));
	}

	private static List<String> read(String name) {
		try (InputStream in = Grammar.class.getResourceAsStream("/sample-grammar/" + name)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
