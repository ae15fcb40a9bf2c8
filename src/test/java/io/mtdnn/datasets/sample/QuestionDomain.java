package io.mtdnn.datasets.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * A kind of thing that paragraphs are written about.
 *
 * @param name template of a thing's name
 * @param facts facts that can be stated; the first opens every paragraph
 */
record QuestionDomain(String name, List<Fact> facts) {

	/** The domains of a grammar file. */
	static List<QuestionDomain> read(Grammar grammar) {
		List<QuestionDomain> domains = new ArrayList<>();
		for (String line : grammar.lines()) {
			String[] parts = line.split(" ", 2);
			switch (parts[0]) {
				case "domain" -> domains.add(new QuestionDomain("", new ArrayList<>()));
				case "name:" -> domains.add(new QuestionDomain(parts[1], domains.remove(domains.size() - 1).facts()));
				case "fact" -> last(domains).facts().add(Fact.of(parts[1].split(": ", 2)[1]));
				case ">" -> last(last(domains).facts()).sentences().add(parts[1]);
				case "?" -> last(last(domains).facts()).questions().add(parts[1]);
				default -> throw new IllegalArgumentException(line);
			}
		}
		return domains;
	}

	private static <T> T last(List<T> items) {
		return items.get(items.size() - 1);
	}

	/**
	 * A fact that can be stated.
	 *
	 * @param value template of the stated value
	 * @param sentences ways to state it, with {@code {v}} for the value
	 * @param questions ways to ask for it
	 */
	record Fact(String value, List<String> sentences, List<String> questions) {

		static Fact of(String value) {
			return new Fact(value, new ArrayList<>(), new ArrayList<>());
		}
	}

}
