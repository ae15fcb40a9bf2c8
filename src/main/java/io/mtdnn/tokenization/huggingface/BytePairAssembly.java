package io.mtdnn.tokenization.huggingface;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.mtdnn.task.Excerpt;
import io.mtdnn.tokenization.SpecialToken;
import io.mtdnn.tokenization.TokenizerException;
import io.mtdnn.tokenization.TokenizerFileNames;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * RoBERTa's tokenizer: byte-pair encoding (Sennrich et al. 2016, Radford et al. 2019), in
 * which every text consists of known pieces. A piece that begins a word contains the
 * preceding space; its offsets exclude the space unless {@code trim_offsets} is false.
 */
final class BytePairAssembly extends TokenizerAssembly {

	private static final Option PREFIX = new Option("add_prefix_space", "add_prefix_space", false);

	private static final Option TRIM = new Option("trim_offsets", "trim_offsets", true);

	private static final String HEADER = "#version";

	BytePairAssembly(TokenizerFiles files, TokenizerSettings settings) {
		super(files, settings);
	}

	@Override
	void check(ObjectNode tokenizer) {
		require(tokenizer, "/model/type", "BPE", false);
		JsonNode normalizer = tokenizer.path("normalizer");
		if (!normalizer.isNull() && !normalizer.isMissingNode()) {
			throw unusual("a normalizer, expected null");
		}
		require(tokenizer, "/pre_tokenizer/type", "ByteLevel", true);
		require(tokenizer, "/pre_tokenizer/use_regex", true, false);
		require(tokenizer, "/post_processor/type", "RobertaProcessing", true);
		requireEmpty(tokenizer, "dropout");
		requireEmpty(tokenizer, "continuing_subword_prefix");
		requireEmpty(tokenizer, "end_of_word_suffix");
		for (String flag : List.of("fuse_unk", "byte_fallback", "ignore_merges")) {
			require(tokenizer, "/model/" + flag, false, false);
		}
		require(tokenizer, "/post_processor/cls/0", settings().token(SpecialToken.CLS), true);
		require(tokenizer, "/post_processor/sep/0", settings().token(SpecialToken.SEP), true);
		requireMaskWithSpace(tokenizer);
		requireAgreement(PREFIX, tokenizer.path("pre_tokenizer").path(PREFIX.inJson()));
		requireAgreement(TRIM, tokenizer.path("post_processor").path(TRIM.inJson()));
	}

	private void requireEmpty(ObjectNode tokenizer, String field) {
		JsonNode value = tokenizer.path("model").path(field);
		if (!value.isMissingNode() && !value.isNull() && !value.asString("?").isEmpty()) {
			throw unusual("model." + field + " " + Excerpt.of(value.toString()) + ", expected null");
		}
	}

	@Override
	ObjectNode ofVocabulary() {
		for (String file : List.of(TokenizerFileNames.PAIRS, TokenizerFileNames.MERGES)) {
			if (!files().has(file)) {
				throw new TokenizerException(
						"there is neither " + files().name(TokenizerFileNames.TOKENIZER) + " nor " + file);
			}
		}
		if (!settings().has(TokenizerSettings.DECODER) && !settings().declared(SpecialToken.MASK)) {
			throw settings().fault("leaves open whether mask_token takes the space before it: transformers 4 does so,"
					+ " transformers 5 does not; write {\"mask_token\": {\"__type\": \"AddedToken\", \"content\":"
					+ " \"<mask>\", \"lstrip\": true, \"normalized\": false}} into that file");
		}
		ObjectNode vocabulary = Objects.requireNonNull(files().json(TokenizerFileNames.PAIRS));
		requireIds(TokenizerFileNames.PAIRS, vocabulary);
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		json.put("version", "1.0").putNull("truncation").putNull("padding");
		json.putArray("added_tokens");
		json.putNull("normalizer");
		json.putObject("pre_tokenizer").put("type", "ByteLevel").put("trim_offsets", true).put("use_regex", true);
		json.putObject("post_processor").put("type", "RobertaProcessing");
		json.putObject("decoder")
			.put("type", "ByteLevel")
			.put("add_prefix_space", true)
			.put("trim_offsets", true)
			.put("use_regex", true);
		ObjectNode model = json.putObject("model").put("type", "BPE").putNull("dropout").putNull("unk_token");
		model.put("continuing_subword_prefix", "").put("end_of_word_suffix", "").put("fuse_unk", false);
		model.set("vocab", vocabulary);
		model.set("merges", merges(vocabulary));
		return json;
	}

	private ArrayNode merges(ObjectNode vocabulary) {
		List<String> lines = files().lines(TokenizerFileNames.MERGES);
		if (lines.isEmpty() || !lines.get(0).startsWith(HEADER)) {
			throw files().fault(TokenizerFileNames.MERGES,
					"does not begin with " + HEADER + "; transformers 4 would leave out its first merge");
		}
		ArrayNode merges = JsonNodeFactory.instance.arrayNode();
		for (int line = 1; line < lines.size(); line++) {
			String[] parts = lines.get(line).strip().split(" ");
			if (parts.length != 2 || !vocabulary.has(parts[0] + parts[1])) {
				throw files().fault(TokenizerFileNames.MERGES,
						"has in line " + (line + 1) + " '" + Excerpt.of(lines.get(line))
								+ "', expected two pieces whose union is in " + TokenizerFileNames.PAIRS);
			}
			merges.addArray().add(parts[0]).add(parts[1]);
		}
		return merges;
	}

	@Override
	void complete(ObjectNode tokenizer) {
		SpecialIds ids = new SpecialIds(tokenizer, files(), settings());
		((ObjectNode) tokenizer.path("pre_tokenizer")).put(PREFIX.inJson(), value(PREFIX));
		ObjectNode rows = (ObjectNode) tokenizer.path("post_processor");
		rows.putArray("sep").add(settings().token(SpecialToken.SEP)).add(ids.required(SpecialToken.SEP));
		rows.putArray("cls").add(settings().token(SpecialToken.CLS)).add(ids.required(SpecialToken.CLS));
		rows.put(TRIM.inJson(), value(TRIM)).put(PREFIX.inJson(), value(PREFIX));
	}

	@Override
	Map<String, @Nullable Boolean> options() {
		Map<String, @Nullable Boolean> options = new LinkedHashMap<>();
		options.put(PREFIX.setting(), value(PREFIX));
		options.put(TRIM.setting(), value(TRIM));
		return options;
	}

}
