package io.mtdnn.tokenization.huggingface;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.mtdnn.files.GivenFile;
import io.mtdnn.task.Excerpt;
import io.mtdnn.tokenization.SpecialToken;
import io.mtdnn.tokenization.TokenizerException;
import io.mtdnn.tokenization.TokenizerFileNames;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The files of a Hugging Face directory that define its tokenizer. */
record TokenizerFiles(Path directory) {

	static final String MODEL = "config.json";

	/**
	 * Maximum size of a file in bytes. The largest vocabularies of known encoders are
	 * smaller.
	 */
	private static final int MAX_BYTES = 1 << 25;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/** Whether an entry with that name exists, including a broken link. */
	boolean has(String file) {
		return Files.exists(this.directory.resolve(file), LinkOption.NOFOLLOW_LINKS);
	}

	/**
	 * A file's JSON object; null if the file does not exist.
	 * @throws TokenizerException when it cannot be read or is not a JSON object
	 */
	@Nullable ObjectNode json(String file) {
		if (!has(file)) {
			return null;
		}
		try {
			if (JSON.readTree(text(file)) instanceof ObjectNode object) {
				return object;
			}
			throw fault(file, "is not a JSON object");
		}
		catch (JacksonException ex) {
			throw new TokenizerException(
					name(file) + " is not valid JSON: " + Excerpt.of(ex.getOriginalMessage()) + at(ex), ex);
		}
	}

	private static String at(JacksonException ex) {
		return (ex.getLocation() == null || ex.getLocation().getLineNr() < 1) ? ""
				: " (line " + ex.getLocation().getLineNr() + ", column " + ex.getLocation().getColumnNr() + ")";
	}

	/** The lines of a file. */
	List<String> lines(String file) {
		return text(file).lines().toList();
	}

	private String text(String file) {
		try {
			return GivenFile.readText(this.directory.resolve(file), MAX_BYTES);
		}
		catch (IOException ex) {
			throw new TokenizerException(ex.getMessage(), ex);
		}
	}

	String name(String file) {
		return GivenFile.name(this.directory.resolve(file));
	}

	/** Name of the file that contains the vocabulary. */
	String vocabulary() {
		return Stream.of(TokenizerFileNames.TOKENIZER, TokenizerFileNames.PAIRS)
			.filter(this::has)
			.findFirst()
			.orElse(TokenizerFileNames.VOCABULARY);
	}

	TokenizerException missing(String token, SpecialToken special) {
		String remedy = (special != SpecialToken.MASK) ? ""
				: "; write {\"mask_token\": null} into " + TokenizerFileNames.CONFIGURATION + " if there is none";
		return new TokenizerException(name(vocabulary()) + ": the vocabulary has no " + Excerpt.of(token) + " ("
				+ special.role() + ")" + remedy);
	}

	TokenizerException fault(String file, String what) {
		return new TokenizerException(name(file) + " " + what);
	}

}
