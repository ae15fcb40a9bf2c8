package io.mtdnn.tokenization;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What lower-casing and removing accents would make of a vocabulary. */
final class Casing {

	/** A lower-cased vocabulary has none; a few odd ones are no sign of a cased one. */
	private static final double FEW = 0.01;

	private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");

	private static final Pattern SPECIAL = Pattern.compile("\\[.*]");

	private Casing() {
	}

	/**
	 * A piece that no lower-cased text can have; null where there are only a few such. A
	 * capital letter alone is no sign: that of real numbers has no small one, and
	 * bert-base-uncased has it.
	 */
	static String unreachable(List<String> pieces, boolean stripAccents) {
		List<String> changed = pieces.stream()
			.filter((piece) -> !SPECIAL.matcher(piece).matches())
			.filter((piece) -> !normalized(piece, stripAccents).equals(piece))
			.toList();
		return (changed.size() > FEW * pieces.size()) ? changed.get(0) : null;
	}

	private static String normalized(String piece, boolean stripAccents) {
		String plain = stripAccents ? ACCENTS.matcher(Normalizer.normalize(piece, Normalizer.Form.NFD)).replaceAll("")
				: piece;
		return plain.toLowerCase(Locale.ROOT);
	}

	/**
	 * How models without a {@code tokenizer.json} were trained when nothing said
	 * {@code do_lower_case}.
	 */
	static boolean withoutCapitals(List<String> pieces) {
		return pieces.stream()
			.filter((piece) -> !piece.startsWith("["))
			.noneMatch((piece) -> piece.codePoints().anyMatch(Character::isUpperCase));
	}

}
