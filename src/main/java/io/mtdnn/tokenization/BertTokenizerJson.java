package io.mtdnn.tokenization;

import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates the {@code tokenizer.json} of a BERT model that has only a {@code vocab.txt}.
 */
public final class BertTokenizerJson {

	public static final String PREFIX = "##";

	public static final int LONGEST_WORD = 100;

	private BertTokenizerJson() {
	}

	/**
	 * The tokenizer of an original BERT model, with the usual special tokens. If it
	 * lower-cases text, it also removes accents.
	 * @param pieces word pieces in the order of their ids
	 */
	public static ObjectNode of(List<String> pieces, boolean lowerCase) {
		ObjectNode json = of(pieces, SpecialToken.UNKNOWN.usual());
		normalizer(json, lowerCase, null, true);
		ArrayNode added = json.putArray("added_tokens");
		for (SpecialToken token : SpecialToken.values()) {
			added.addObject().put("id", pieces.indexOf(token.usual())).setAll(added(token.usual(), true));
		}
		template(json, SpecialToken.CLS.usual(), pieces.indexOf(SpecialToken.CLS.usual()), SpecialToken.SEP.usual(),
				pieces.indexOf(SpecialToken.SEP.usual()));
		return json;
	}

	/** A tokenizer without a normalizer, added tokens and a template. */
	public static ObjectNode of(List<String> pieces, @Nullable String unknown) {
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		json.put("version", "1.0").putNull("truncation").putNull("padding");
		json.putArray("added_tokens");
		json.putNull("normalizer");
		json.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
		json.putNull("post_processor");
		json.putObject("decoder").put("type", "WordPiece").put("prefix", PREFIX).put("cleanup", true);
		ObjectNode model = json.putObject("model").put("type", "WordPiece").put("unk_token", unknown);
		model.put("continuing_subword_prefix", PREFIX).put("max_input_chars_per_word", LONGEST_WORD);
		ObjectNode vocabulary = model.putObject("vocab");
		for (int id = 0; id < pieces.size(); id++) {
			vocabulary.put(pieces.get(id), id);
		}
		return json;
	}

	/**
	 * Sets the normalizer of a tokenizer.
	 * @param stripAccents null to remove accents if text is lower-cased
	 * @param chinese whether each Chinese character is a word
	 */
	public static void normalizer(ObjectNode json, boolean lowerCase, @Nullable Boolean stripAccents, boolean chinese) {
		json.putObject("normalizer")
			.put("type", "BertNormalizer")
			.put("clean_text", true)
			.put("handle_chinese_chars", chinese)
			.put("strip_accents", stripAccents)
			.put("lowercase", lowerCase);
	}

	/** An added token without an id, with the defaults of transformers. */
	public static ObjectNode added(String content, boolean special) {
		return JsonNodeFactory.instance.objectNode()
			.put("content", content)
			.put("single_word", false)
			.put("lstrip", false)
			.put("rstrip", false)
			.put("normalized", !special)
			.put("special", special);
	}

	/**
	 * Sets the template of a tokenizer: {@code [CLS] A [SEP]} and
	 * {@code [CLS] A [SEP] B [SEP]}, where B and the token after it have token type 1.
	 */
	public static void template(ObjectNode json, String cls, int clsId, String sep, int sepId) {
		ObjectNode template = json.putObject("post_processor").put("type", "TemplateProcessing");
		for (String rows : List.of("single", "pair")) {
			ArrayNode parts = template.putArray(rows);
			part(parts, "SpecialToken", cls, 0);
			part(parts, "Sequence", "A", 0);
			part(parts, "SpecialToken", sep, 0);
		}
		part((ArrayNode) template.path("pair"), "Sequence", "B", 1);
		part((ArrayNode) template.path("pair"), "SpecialToken", sep, 1);
		ObjectNode special = template.putObject("special_tokens");
		special(special, cls, clsId);
		special(special, sep, sepId);
	}

	private static void part(ArrayNode parts, String kind, String id, int type) {
		parts.addObject().putObject(kind).put("id", id).put("type_id", type);
	}

	private static void special(ObjectNode special, String token, int id) {
		ObjectNode entry = special.putObject(token).put("id", token);
		entry.putArray("ids").add(id);
		entry.putArray("tokens").add(token);
	}

}
