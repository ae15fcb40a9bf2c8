package io.mtdnn.pretrained.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.mtdnn.files.GivenFile;
import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.EncoderFiles;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.pretrained.DirectoryFiles;
import io.mtdnn.pretrained.EncoderException;
import io.mtdnn.pretrained.archive.ArchivedEncoder;
import io.mtdnn.task.Excerpt;
import io.mtdnn.tokenization.RowTemplate;
import io.mtdnn.tokenization.TokenizerFactory;
import io.mtdnn.tokenization.TokenizerFileNames;
import io.mtdnn.tokenization.WordPieceTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * The folder whose sub-folders are encoders. Names come from requests; they must be
 * names, not paths, and nothing outside the folder is read, not even through links.
 */
final class EncoderFolder {

	private static final Pattern NAME = Pattern
		.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{N} ._+@=-]{0,98}[\\p{L}\\p{N}_+@=-])?");

	/** Every file of an encoder's directory that is read, besides shards. */
	static final List<String> FILES = Stream
		.concat(Stream.of(EncoderFiles.CONFIG, EncoderFiles.WEIGHTS), TokenizerFileNames.ALL.stream())
		.toList();

	private final Path root;

	private final ModelFactory models;

	private final TokenizerFactory tokenizers;

	EncoderFolder(Path root, ModelFactory models, TokenizerFactory tokenizers) {
		this.root = root.normalize();
		this.models = models;
		this.tokenizers = tokenizers;
	}

	Path root() {
		return this.root;
	}

	Path path(String name) {
		requireName(name);
		return this.root.resolve(name);
	}

	void requireName(@Nullable String name) {
		if (name == null || !NAME.matcher(name).matches()) {
			throw new EncoderException(
					"'" + Excerpt.of(name) + "' is not a valid encoder name: a name is that of a folder, not a path,"
							+ " and consists of letters, digits, spaces and ._+@=-");
		}
	}

	/**
	 * Names of the sub-folders with an encoder's files, usable or not.
	 */
	List<String> names() {
		if (!Files.isDirectory(this.root)) {
			return List.of();
		}
		try (Stream<Path> directories = Files.list(this.root)) {
			return directories.filter(EncoderFolder::hasAny)
				.map((directory) -> directory.getFileName().toString())
				.filter((name) -> NAME.matcher(name).matches())
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new EncoderException("the folder of encoders cannot be read", ex);
		}
	}

	/** Every file of an encoder that is read, its shards included. */
	List<String> files(String name) {
		Path directory = path(name);
		if (!Files.exists(directory.resolve(EncoderFiles.INDEX), LinkOption.NOFOLLOW_LINKS)
				|| Files.exists(directory.resolve(EncoderFiles.WEIGHTS), LinkOption.NOFOLLOW_LINKS)) {
			return FILES;
		}
		try (Stream<Path> all = Files.list(directory)) {
			Stream<String> shards = all.map((file) -> file.getFileName().toString())
				.filter((file) -> EncoderFiles.SHARD.matcher(file).matches())
				.sorted();
			return Stream.of(FILES.stream(), Stream.of(EncoderFiles.INDEX), shards)
				.flatMap(Function.identity())
				.toList();
		}
		catch (IOException ex) {
			throw new EncoderException("encoder '" + name + "' cannot be read", ex);
		}
	}

	private static boolean hasAny(Path directory) {
		return Stream
			.concat(FILES.stream(), Stream.concat(DirectoryFiles.UNREADABLE.stream(), Stream.of(EncoderFiles.INDEX)))
			.anyMatch((file) -> Files.exists(directory.resolve(file), LinkOption.NOFOLLOW_LINKS));
	}

	/** Whether an entry with that name exists, including a broken link. */
	boolean contains(String name) {
		return Files.exists(path(name), LinkOption.NOFOLLOW_LINKS);
	}

	/** The rows of an encoder whose files have passed the checks. */
	RowTemplate checked(String name) {
		Path directory = path(name);
		try {
			requireInside(directory);
			for (String file : files(name)) {
				if (Files.exists(directory.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
					requireInside(directory.resolve(file));
				}
			}
			return check(directory);
		}
		catch (RuntimeException ex) {
			throw new EncoderException("encoder '" + name + "' cannot be used: " + ex.getMessage(), ex);
		}
	}

	/** Checks an encoder's files in any directory. */
	void verify(Path directory) {
		check(directory);
	}

	/** Writes an encoder into an empty directory and checks the result. */
	void write(ArchivedEncoder encoder, Path directory) throws IOException {
		encoder.write(directory, this.models);
		check(directory);
	}

	private void requireInside(Path path) {
		try {
			if (!path.toRealPath().startsWith(this.root.toRealPath())) {
				throw new EncoderException(
						path.getFileName() + " is a link that points outside the folder of encoders");
			}
		}
		catch (IOException ex) {
			throw new EncoderException(GivenFile.name(path) + " cannot be read or is a broken link", ex);
		}
	}

	private RowTemplate check(Path directory) {
		requireFile(directory, EncoderFiles.CONFIG, "");
		if (!Files.exists(directory.resolve(EncoderFiles.INDEX), LinkOption.NOFOLLOW_LINKS)) {
			requireFile(directory, EncoderFiles.WEIGHTS,
					DirectoryFiles.instead((file) -> Files.exists(directory.resolve(file))));
		}
		EncoderConfig config = this.models.inspect(directory);
		try (WordPieceTokenizer tokenizer = this.tokenizers.open(directory)) {
			if (tokenizer.vocabularySize() > config.vocabularySize()) {
				throw new EncoderException("its vocabulary has " + tokenizer.vocabularySize()
						+ " word pieces, but vocab_size in " + EncoderFiles.CONFIG + " is " + config.vocabularySize());
			}
			if (config.typeVocabularySize() > 1 && !tokenizer.rows().typed()) {
				throw new EncoderException("its tokenizer gives both texts of a pair the same token type, but"
						+ " type_vocab_size in " + EncoderFiles.CONFIG + " is " + config.typeVocabularySize());
			}
			return tokenizer.rows();
		}
	}

	private static void requireFile(Path directory, String file, String more) {
		if (!Files.exists(directory.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
			throw new EncoderException("it lacks the file " + file + more);
		}
	}

}
