package io.mtdnn.pretrained;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code tokenizer.json} of a cased BERT, made from its vocabulary. */
final class CasedTokenizer {

	private static final List<String> SPECIAL = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");

	private CasedTokenizer() {
	}

	static Map<String, Object> of(List<String> pieces) {
		Map<String, Integer> vocabulary = new LinkedHashMap<>();
		pieces.forEach((piece) -> vocabulary.put(piece, vocabulary.size()));
		if (vocabulary.size() != pieces.size() || !vocabulary.keySet().containsAll(SPECIAL)) {
			throw new EncoderException("the archive's vocab.txt is not a BERT vocabulary");
		}
		Map<String, Object> tokenizer = new LinkedHashMap<>();
		tokenizer.put("version", "1.0");
		tokenizer.put("truncation", null);
		tokenizer.put("padding", null);
		tokenizer.put("added_tokens", SPECIAL.stream().map((piece) -> added(piece, vocabulary.get(piece))).toList());
		tokenizer.put("normalizer", map("type", "BertNormalizer", "clean_text", true, "handle_chinese_chars", true,
				"strip_accents", null, "lowercase", false));
		tokenizer.put("pre_tokenizer", map("type", "BertPreTokenizer"));
		tokenizer.put("post_processor", map("type", "BertProcessing", "sep",
				List.of("[SEP]", vocabulary.get("[SEP]")), "cls", List.of("[CLS]", vocabulary.get("[CLS]"))));
		tokenizer.put("decoder", map("type", "WordPiece", "prefix", "##", "cleanup", true));
		tokenizer.put("model", map("type", "WordPiece", "unk_token", "[UNK]", "continuing_subword_prefix", "##",
				"max_input_chars_per_word", 100, "vocab", vocabulary));
		return tokenizer;
	}

	private static Map<String, Object> added(String piece, int id) {
		return map("id", id, "content", piece, "single_word", false, "lstrip", false, "rstrip", false, "normalized",
				false, "special", true);
	}

	private static Map<String, Object> map(Object... keysAndValues) {
		Map<String, Object> map = new LinkedHashMap<>();
		List<Object> list = new ArrayList<>(java.util.Arrays.asList(keysAndValues));
		for (int i = 0; i < list.size(); i += 2) {
			map.put((String) list.get(i), list.get(i + 1));
		}
		return map;
	}

}
