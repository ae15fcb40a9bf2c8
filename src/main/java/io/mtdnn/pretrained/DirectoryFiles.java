package io.mtdnn.pretrained;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.mtdnn.model.EncoderFiles;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.tokenization.TokenizerFileNames;

/** The files of a Hugging Face directory that are read, and why others are not. */
public final class DirectoryFiles {

	/** Small files that show which others are needed. */
	public static final List<String> FIRST = List.of(EncoderFiles.CONFIG, EncoderFiles.INDEX);

	/** Weights in other formats. */
	public static final List<String> UNREADABLE = List.of("pytorch_model.bin", "tf_model.h5", "flax_model.msgpack");

	private DirectoryFiles() {
	}

	/**
	 * Requires {@code config.json}.
	 * @param available names of all files
	 * @throws EncoderException when it is missing
	 */
	public static void requireConfiguration(Set<String> available) {
		if (!available.contains(EncoderFiles.CONFIG)) {
			throw new EncoderException("it lacks the file " + EncoderFiles.CONFIG);
		}
	}

	/**
	 * Tokenizer files and weights.
	 * @param directory with the {@linkplain #FIRST first files}
	 * @param available names of all files
	 * @throws EncoderException when weights in safetensors, one of their shards, or the
	 * vocabulary are missing
	 */
	public static List<String> others(ModelFactory models, Path directory, Set<String> available) {
		List<String> files = new ArrayList<>(TokenizerFileNames.ALL.stream().filter(available::contains).toList());
		if (available.contains(EncoderFiles.WEIGHTS)) {
			files.add(EncoderFiles.WEIGHTS);
		}
		else if (available.contains(EncoderFiles.INDEX)) {
			files.addAll(shards(models, directory, available));
		}
		else {
			throw new EncoderException("it lacks the file " + EncoderFiles.WEIGHTS + instead(available::contains));
		}
		requireVocabulary(available);
		return files;
	}

	private static void requireVocabulary(Set<String> available) {
		if (Stream.of(TokenizerFileNames.TOKENIZER, TokenizerFileNames.VOCABULARY, TokenizerFileNames.PAIRS)
			.noneMatch(available::contains)) {
			throw new EncoderException("it lacks the file " + TokenizerFileNames.TOKENIZER
					+ (available.contains(TokenizerFileNames.SENTENCE_PIECE)
							? "; " + TokenizerFileNames.SENTENCE_PIECE + " alone is not read" : ""));
		}
	}

	private static List<String> shards(ModelFactory models, Path directory, Set<String> available) {
		List<String> shards = models.shards(directory);
		for (String shard : shards) {
			if (!available.contains(shard)) {
				throw new EncoderException(
						EncoderFiles.INDEX + " names the shard " + shard + ", which the repository lacks");
			}
		}
		return shards;
	}

	/**
	 * Explains why other weight files are not used; pickles are programs that run when
	 * they are read.
	 * @param exists whether there is a file of that name
	 */
	public static String instead(Predicate<String> exists) {
		return UNREADABLE.stream()
			.filter(exists)
			.findFirst()
			.map((file) -> ", only " + file + (file.endsWith(".bin") ? " (a pickle, which is never loaded)" : "")
					+ "; convert it to safetensors, with transformers: save_pretrained(folder)")
			.orElse("");
	}

}
