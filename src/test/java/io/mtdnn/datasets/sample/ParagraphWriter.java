package io.mtdnn.datasets.sample;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.mtdnn.datasets.sample.QuestionDomain.Fact;

/**
 * Writes a paragraph about a thing and nine questions on it: six about stated facts, two
 * about facts that are not stated, and one that asks for a fact of another thing.
 */
final class ParagraphWriter {

	private static final int FACTS = 7;

	/** Question words that indicate the kind of answer. */
	private static final Set<String> TELLING = Set.of("Who", "When", "Where");

	private final Map<String, List<String>> lists;

	private final Random random;

	private final Set<String> names = new HashSet<>();

	ParagraphWriter(Map<String, List<String>> lists, Random random) {
		this.lists = lists;
		this.random = random;
	}

	Paragraph write(QuestionDomain domain) {
		Words words = new Words(this.lists, this.random);
		String name = name(domain, words);
		words.set("name", name);
		List<Fact> told = new ArrayList<>(domain.facts().subList(1, domain.facts().size()));
		List<Fact> untold = new ArrayList<>();
		while (told.size() >= FACTS) {
			untold.add(told.remove(this.random.nextInt(told.size())));
		}
		told.add(0, domain.facts().get(0));
		swapNeighbours(told);
		List<Question> questions = new ArrayList<>();
		StringBuilder context = new StringBuilder();
		for (Fact fact : told) {
			questions.add(tell(fact, words, context));
		}
		int other = 1 + this.random.nextInt(FACTS - 1);
		addOther(domain, told.get(other), questions.get(other), words, questions);
		questions.remove(1 + this.random.nextInt(FACTS - 1));
		addUnanswerable(untold, words, questions);
		Collections.shuffle(questions, this.random);
		return new Paragraph(name, context.toString(), questions);
	}

	private String name(QuestionDomain domain, Words words) {
		String name = words.fill(domain.name());
		while (!this.names.add(name)) {
			name = new Words(this.lists, this.random).fill(domain.name());
		}
		return name;
	}

	/** Varies the order of all sentences but the opening. */
	private void swapNeighbours(List<Fact> facts) {
		for (int i = 1; i + 1 < facts.size(); i++) {
			if (this.random.nextInt(3) == 0) {
				Collections.swap(facts, i, i + 1);
			}
		}
	}

	private Question tell(Fact fact, Words words, StringBuilder context) {
		String[] parts = words.pick(fact.sentences()).split("\\{v}", -1);
		String value = words.draft(fact.value());
		if (context.length() > 0) {
			context.append(' ');
		}
		int sentence = context.length();
		int start = context.append(words.fill(parts[0])).length();
		int end = context.append(value).length();
		context.append(words.fill(parts[1]));
		context.setCharAt(sentence, Character.toUpperCase(context.charAt(sentence)));
		String question = words.fill(words.pick(fact.questions()));
		return new Question(id(question), question, new Answer(context.substring(start, end), start), null);
	}

	private void addUnanswerable(List<Fact> untold, Words words, List<Question> questions) {
		for (Fact fact : untold.subList(0, 2)) {
			String question = words.fill(words.pick(fact.questions()));
			String first = question.split(" ")[0];
			Answer plausible = questions.stream()
				.filter((other) -> TELLING.contains(first) && other.text().startsWith(first + " "))
				.filter((other) -> other.answer() != null)
				.findFirst()
				.map(Question::answer)
				.orElse(null);
			questions.add(new Question(id(question), question, null, plausible));
		}
	}

	private void addOther(QuestionDomain domain, Fact fact, Question told, Words words, List<Question> questions) {
		Words others = new Words(this.lists, this.random);
		others.set("name", name(domain, others));
		String question = others.fill(words.pick(fact.questions()));
		questions.add(new Question(id(question), question, null, told.answer()));
	}

	/** Like SQuAD's ids, 24 hexadecimal digits. */
	private static String id(String question) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(question.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(hash, 0, 12);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	record Answer(String text, int start) {

	}

	/** A question; an unanswerable one may have an answer that only seems right. */
	record Question(String id, String text, Answer answer, Answer plausible) {

	}

	record Paragraph(String title, String context, List<Question> questions) {

	}

}
