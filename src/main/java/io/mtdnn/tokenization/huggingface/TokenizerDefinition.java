package io.mtdnn.tokenization.huggingface;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.mtdnn.files.Digests;
import io.mtdnn.task.Excerpt;
import io.mtdnn.tokenization.BertTokenizerJson;
import io.mtdnn.tokenization.RowTemplate;
import io.mtdnn.tokenization.SpecialToken;
import io.mtdnn.tokenization.TokenizerException;
import io.mtdnn.tokenization.TokenizerFileNames;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The definition of a tokenizer, read from a Hugging Face directory.
 *
 * @param json a {@code tokenizer.json} without truncation and padding
 * @param configuration the corresponding {@code tokenizer_config.json}
 * @param pieces texts by id, including added tokens; null for unused ids
 * @param rows structure of the input rows
 */
record TokenizerDefinition(String json, Map<String, @Nullable Object> configuration, List<@Nullable String> pieces,
		RowTemplate rows) {

	private static final int MAX_PIECES = 10_000_000;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final JsonMapper INDENTED = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	/**
	 * Reads an encoder's files as transformers does.
	 * @throws TokenizerException when the files are missing, invalid or ambiguous
	 */
	static TokenizerDefinition read(Path directory) {
		TokenizerFiles files = new TokenizerFiles(directory);
		TokenizerSettings settings = TokenizerSettings.read(files);
		TokenizerAssembly assembly = settings.family().assembly().apply(files, settings);
		ObjectNode tokenizer = assembly.assemble();
		JsonNode processor = tokenizer.path("post_processor");
		RowTemplate rows = PostProcessor.rows(processor).orElse(null);
		if (rows == null && processor.isObject()) {
			throw files.fault(TokenizerFileNames.TOKENIZER,
					"has a post_processor that does not build input rows of one and two texts");
		}
		assembly.checkRows(rows);
		return of(tokenizer, files, settings, assembly.configuration());
	}

	/**
	 * Reads the tokenizer with which a model was trained: its {@code tokenizer.json},
	 * unchanged, or that of an earlier version, which had only {@code vocab.txt}.
	 */
	static TokenizerDefinition readBundle(Path directory) {
		TokenizerFiles files = new TokenizerFiles(directory);
		TokenizerSettings settings = TokenizerSettings.ofBundle(files);
		ObjectNode tokenizer = files.json(TokenizerFileNames.TOKENIZER);
		if (tokenizer != null) {
			Map<String, @Nullable Object> configuration = new LinkedHashMap<>();
			settings.values().forEachEntry(configuration::put);
			return of(tokenizer, files, settings, configuration);
		}
		TokenizerAssembly assembly = new WordPieceAssembly(files, settings);
		return of(assembly.assemble(), files, settings, assembly.configuration());
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
		RowTemplate rows = PostProcessor.rows(tokenizer.path("post_processor")).orElse(RowTemplate.bert(cls, sep));
		return new TokenizerDefinition(JSON.writeValueAsString(tokenizer), configuration,
				pieces(tokenizer, files.name(files.vocabulary())), rows);
	}

	private static List<@Nullable String> pieces(ObjectNode tokenizer, String file) {
		List<@Nullable String> pieces = new ArrayList<>();
		PieceIds.of(tokenizer).forEachEntry((piece, id) -> set(pieces, file, piece, id));
		for (JsonNode token : tokenizer.path("added_tokens")) {
			set(pieces, file, token.path("content").asString(""), token.path("id"));
		}
		return Collections.unmodifiableList(pieces);
	}

	private static void set(List<@Nullable String> pieces, String file, String piece, JsonNode id) {
		if (!id.isInt() || id.intValue() < 0 || id.intValue() > MAX_PIECES) {
			throw new TokenizerException(file + " has the word piece '" + Excerpt.of(piece) + "' with the id " + id);
		}
		if (id.intValue() >= pieces.size()) {
			pieces.addAll(Collections.nCopies(id.intValue() + 1 - pieces.size(), null));
		}
		pieces.set(id.intValue(), piece);
	}

	/**
	 * Whether the list of pieces defines the model completely, as it does for WordPiece.
	 */
	private boolean wordPieces() {
		return JSON.readTree(this.json).at("/model/type").asString("WordPiece").equals("WordPiece");
	}

	/** SHA-256 of the definition. */
	String contentHash() {
		return Digests.sha256(this.json);
	}

	/** Writes files from which transformers creates the same tokenizer. */
	void write(Path directory) throws IOException {
		Files.writeString(directory.resolve(TokenizerFileNames.TOKENIZER), this.json);
		// a bundle may have none
		if (!this.configuration.isEmpty()) {
			Files.write(directory.resolve(TokenizerFileNames.CONFIGURATION),
					INDENTED.writeValueAsBytes(this.configuration));
		}
		if (wordPieces() && this.pieces.stream().allMatch((piece) -> piece != null && piece.lines().count() == 1)) {
			Files.writeString(directory.resolve(TokenizerFileNames.VOCABULARY), String.join("\n", this.pieces) + "\n");
		}
	}

}
