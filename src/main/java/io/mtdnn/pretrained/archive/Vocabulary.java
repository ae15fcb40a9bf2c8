package io.mtdnn.pretrained.archive;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtdnn.pretrained.EncoderException;
import io.mtdnn.tokenization.TokenizerFileNames;
import tools.jackson.databind.JsonNode;

/**
 * The word pieces of a BERT vocabulary.
 *
 * @param pieces word pieces in the order of their ids
 */
public record Vocabulary(List<String> pieces) {

	/** Special tokens by their role in {@code tokenizer_config.json}. */
	public static final Map<String, String> SPECIAL = special();

	public Vocabulary {
		Map<String, Integer> ids = new HashMap<>();
		for (int id = 0; id < pieces.size(); id++) {
			String piece = pieces.get(id);
			if (piece == null || piece.isEmpty() || piece.indexOf('\n') >= 0) {
				throw new EncoderException("the vocabulary has no usable word piece with id " + id);
			}
			Integer earlier = ids.put(piece, id);
			if (earlier != null) {
				throw new EncoderException("the vocabulary has the word piece '" + piece + "' twice, with the ids "
						+ earlier + " and " + id);
			}
		}
		SPECIAL.values().stream().filter((token) -> !ids.containsKey(token)).findFirst().ifPresent((token) -> {
			throw new EncoderException("the vocabulary has no " + token);
		});
		pieces = List.copyOf(pieces);
	}

	private static Map<String, String> special() {
		Map<String, String> special = new LinkedHashMap<>();
		special.put("pad_token", "[PAD]");
		special.put("unk_token", "[UNK]");
		special.put("cls_token", "[CLS]");
		special.put("sep_token", "[SEP]");
		special.put("mask_token", "[MASK]");
		return special;
	}

	/** A {@code vocab.txt}: one word piece per line. */
	public static Vocabulary ofText(String text) {
		return new Vocabulary(Arrays.asList(text.replaceFirst("(\r?\n)+$", "").split("\r?\n")));
	}

	/** The vocabulary of a {@code tokenizer.json}. */
	static Vocabulary ofTokenizer(JsonNode tokenizer) {
		String[] pieces = new String[size(tokenizer)];
		tokenizer.path("model").path("vocab").forEachEntry((piece, id) -> pieces[id.intValue()] = piece);
		return new Vocabulary(Arrays.asList(pieces));
	}

	private static int size(JsonNode tokenizer) {
		int size = 0;
		for (JsonNode id : tokenizer.path("model").path("vocab")) {
			size = Math.max(size, rows(id));
		}
		for (JsonNode added : tokenizer.path("added_tokens")) {
			size = Math.max(size, rows(added.path("id")));
		}
		if (size == 0) {
			throw new EncoderException(TokenizerFileNames.TOKENIZER + " has no vocabulary");
		}
		return size;
	}

	private static int rows(JsonNode id) {
		if (!id.isInt() || id.intValue() < 0 || id.intValue() > 10_000_000) {
			throw new EncoderException(TokenizerFileNames.TOKENIZER + " has a word piece with the id " + id);
		}
		return id.intValue() + 1;
	}

	String toText() {
		return String.join("\n", this.pieces) + "\n";
	}

}
