package io.mtdnn.datasets.sample;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the slots of templates. A slot keeps its word within one text: {@code {place}} is
 * the same everywhere, {@code {place2}} another one; {@code {number:100-900:50}} and
 * {@code {year:1800-1900}} draw numbers.
 */
final class Words {

	private static final Pattern SLOT = Pattern.compile("\\{([^{}]+)}");

	private static final Pattern RANGE = Pattern.compile("(number|year):(\\d+)-(\\d+)(?::(\\d+))?");

	private static final int DRAWS = 30;

	private final Map<String, List<String>> lists;

	private final Random random;

	private final Map<String, String> chosen;

	private final Set<String> used = new HashSet<>();

	Words(Map<String, List<String>> lists, Random random) {
		this(lists, random, new HashMap<>());
	}

	private Words(Map<String, List<String>> lists, Random random, Map<String, String> chosen) {
		this.lists = lists;
		this.random = random;
		this.chosen = chosen;
		this.used.addAll(chosen.values());
	}

	/** The same words, with other words in these slots. */
	Words without(List<String> slots) {
		Words other = new Words(this.lists, this.random, new HashMap<>(this.chosen));
		slots.forEach(other.chosen::remove);
		return other;
	}

	/** Sets a slot. */
	void set(String slot, String word) {
		this.chosen.put(slot, word);
		this.used.add(word);
	}

	String fill(String template) {
		return SLOT.matcher(template)
			.replaceAll((slot) -> Matcher.quoteReplacement(this.chosen.computeIfAbsent(slot.group(1), this::fresh)));
	}

	/** Draws a new word for every slot. */
	String draft(String template) {
		return SLOT.matcher(template).replaceAll((slot) -> Matcher.quoteReplacement(fresh(slot.group(1))));
	}

	<T> T pick(List<T> items) {
		return items.get(this.random.nextInt(items.size()));
	}

	private String fresh(String slot) {
		String word = draw(slot);
		for (int i = 0; i < DRAWS && this.used.contains(word); i++) {
			word = draw(slot);
		}
		this.used.add(word);
		return word;
	}

	private String draw(String slot) {
		Matcher range = RANGE.matcher(slot);
		if (range.matches()) {
			int from = Integer.parseInt(range.group(2));
			int step = (range.group(4) != null) ? Integer.parseInt(range.group(4)) : 1;
			int value = from + step * this.random.nextInt((Integer.parseInt(range.group(3)) - from) / step + 1);
			return range.group(1).equals("year") ? String.valueOf(value) : String.format(Locale.ROOT, "%,d", value);
		}
		List<String> items = this.lists.get(this.lists.containsKey(slot) ? slot : slot.replaceAll("\\d$", ""));
		if (items == null) {
			throw new IllegalArgumentException("no list '" + slot + "'");
		}
		return draft(pick(items));
	}

}
