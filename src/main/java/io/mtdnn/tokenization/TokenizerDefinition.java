package io.mtdnn.tokenization;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.mtdnn.files.Digests;
import io.mtdnn.task.Excerpt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The definition of a tokenizer, read from a Hugging Face directory.
 *
 * @param json a {@code tokenizer.json} without truncation and padding
 * @param configuration the {@code tokenizer_config.json} that belongs to it
 * @param pieces texts by id, including added tokens; null for unused ids
 */
record TokenizerDefinition(String json, Map<String, @Nullable Object> configuration, List<@Nullable String> pieces,
		int clsId, int sepId) {

	private static final int MOST_PIECES = 10_000_000;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final JsonMapper INDENTED = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	/** Reads an encoder's files as transformers does. */
	static TokenizerDefinition read(Path directory) {
		TokenizerFiles files = new TokenizerFiles(directory);
		TokenizerSettings settings = TokenizerSettings.read(files);
		TokenizerAssembly assembly = new TokenizerAssembly(files, settings);
		return of(assembly.assemble(), files, settings, assembly.configuration());
	}

	/**
	 * Reads the tokenizer with which a model was trained: its unchanged
	 * {@code tokenizer.json}.
	 */
	static TokenizerDefinition readBundle(Path directory) {
		TokenizerFiles files = new TokenizerFiles(directory);
		TokenizerSettings settings = TokenizerSettings.ofBundle(files);
		ObjectNode tokenizer = files.json(TokenizerFileNames.TOKENIZER);
		return of((tokenizer != null) ? tokenizer : new TokenizerAssembly(files, settings).assemble(), files, settings,
				Map.of());
	}

	private static TokenizerDefinition of(ObjectNode tokenizer, TokenizerFiles files, TokenizerSettings settings,
			Map<String, @Nullable Object> configuration) {
		tokenizer.putNull("truncation").putNull("padding");
		SpecialIds ids = new SpecialIds(tokenizer, files, settings);
		int cls = ids.required(SpecialToken.CLS);
		int sep = ids.required(SpecialToken.SEP);
		ids.required(SpecialToken.PAD);
		ids.requireUnknown();
		if (!tokenizer.path("post_processor").isObject()) {
			BertTokenizerJson.template(tokenizer, Objects.requireNonNull(settings.token(SpecialToken.CLS)), cls,
					Objects.requireNonNull(settings.token(SpecialToken.SEP)), sep);
		}
		return new TokenizerDefinition(JSON.writeValueAsString(tokenizer), configuration,
				pieces(tokenizer, files.name(files.vocabulary())), cls, sep);
	}

	private static List<@Nullable String> pieces(ObjectNode tokenizer, String file) {
		List<@Nullable String> pieces = new ArrayList<>();
		tokenizer.path("model").path("vocab").forEachEntry((piece, id) -> set(pieces, file, piece, id));
		for (JsonNode token : tokenizer.path("added_tokens")) {
			set(pieces, file, token.path("content").asString(""), token.path("id"));
		}
		return Collections.unmodifiableList(pieces);
	}

	private static void set(List<@Nullable String> pieces, String file, String piece, JsonNode id) {
		if (!id.isInt() || id.intValue() < 0 || id.intValue() > MOST_PIECES) {
			throw new TokenizerException(file + " has the word piece '" + Excerpt.of(piece) + "' of id " + id);
		}
		if (id.intValue() >= pieces.size()) {
			pieces.addAll(Collections.nCopies(id.intValue() + 1 - pieces.size(), null));
		}
		pieces.set(id.intValue(), piece);
	}

	/** SHA-256 of the definition. */
	String contentHash() {
		return Digests.sha256(this.json);
	}

	/** Writes files from which transformers creates the same tokenizer. */
	void write(Path directory) throws IOException {
		Files.writeString(directory.resolve(TokenizerFileNames.TOKENIZER), this.json);
		Files.write(directory.resolve(TokenizerFileNames.CONFIGURATION),
				INDENTED.writeValueAsBytes(this.configuration));
		if (this.pieces.stream().allMatch((piece) -> piece != null && piece.lines().count() == 1)) {
			Files.writeString(directory.resolve(TokenizerFileNames.VOCABULARY), String.join("\n", this.pieces) + "\n");
		}
	}

}
