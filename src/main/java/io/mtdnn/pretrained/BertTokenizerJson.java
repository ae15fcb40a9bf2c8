package io.mtdnn.pretrained;

import java.util.List;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The {@code tokenizer.json} of an original BERT, which came with a {@code vocab.txt} only. */
final class BertTokenizerJson {

	private final Vocabulary vocabulary;

	private final boolean lowerCase;

	BertTokenizerJson(Vocabulary vocabulary, boolean lowerCase) {
		this.vocabulary = vocabulary;
		this.lowerCase = lowerCase;
	}

	ObjectNode toJson() {
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		json.put("version", "1.0").putNull("truncation").putNull("padding");
		Vocabulary.SPECIAL.values().forEach((token) -> addSpecial(json.withArray("added_tokens"), token));
		// Accents go where case goes: strip_accents follows lowercase when it is null.
		json.putObject("normalizer")
			.put("type", "BertNormalizer")
			.put("clean_text", true)
			.put("handle_chinese_chars", true)
			.putNull("strip_accents")
			.put("lowercase", this.lowerCase);
		json.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
		template(json.putObject("post_processor"));
		json.putObject("decoder").put("type", "WordPiece").put("prefix", "##").put("cleanup", true);
		model(json.putObject("model"));
		return json;
	}

	private void addSpecial(ArrayNode added, String token) {
		ObjectNode json = added.addObject().put("id", id(token)).put("content", token);
		List.of("single_word", "lstrip", "rstrip", "normalized").forEach((property) -> json.put(property, false));
		json.put("special", true);
	}

	/** {@code [CLS] A [SEP]} and {@code [CLS] A [SEP] B [SEP]}, the second segment of type 1. */
	private void template(ObjectNode json) {
		json.put("type", "TemplateProcessing");
		for (String template : List.of("single", "pair")) {
			ArrayNode parts = json.putArray(template);
			part(parts, "SpecialToken", "[CLS]", 0);
			part(parts, "Sequence", "A", 0);
			part(parts, "SpecialToken", "[SEP]", 0);
		}
		part((ArrayNode) json.path("pair"), "Sequence", "B", 1);
		part((ArrayNode) json.path("pair"), "SpecialToken", "[SEP]", 1);
		ObjectNode special = json.putObject("special_tokens");
		for (String token : List.of("[CLS]", "[SEP]")) {
			ObjectNode entry = special.putObject(token).put("id", token);
			entry.putArray("ids").add(id(token));
			entry.putArray("tokens").add(token);
		}
	}

	private static void part(ArrayNode parts, String kind, String id, int type) {
		parts.addObject().putObject(kind).put("id", id).put("type_id", type);
	}

	private void model(ObjectNode json) {
		json.put("type", "WordPiece")
			.put("unk_token", "[UNK]")
			.put("continuing_subword_prefix", "##")
			.put("max_input_chars_per_word", 100);
		ObjectNode pieces = json.putObject("vocab");
		for (int id = 0; id < this.vocabulary.pieces().size(); id++) {
			pieces.put(this.vocabulary.pieces().get(id), id);
		}
	}

	private int id(String token) {
		return this.vocabulary.pieces().indexOf(token);
	}

}
