package io.mtdnn.registry.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.mtdnn.files.Digests;
import io.mtdnn.model.EncoderFiles;
import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.pretrained.EncoderException;
import io.mtdnn.pretrained.EncoderListing;
import io.mtdnn.registry.ModelDamagedException;
import io.mtdnn.registry.ModelNotFoundException;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.ModelUnavailableException;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.task.Excerpt;
import io.mtdnn.tokenization.RowTemplate;
import io.mtdnn.tokenization.TokenizerFactory;
import io.mtdnn.tokenization.TokenizerFileNames;
import io.mtdnn.tokenization.WordPieceTokenizer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/**
 * The encoders, and the registered models, from which runs start under the name that
 * {@link RegisteredModel#asEncoder} gives them. Models are not listed.
 */
@Primary
@Component
class ModelsAsEncoders implements EncoderCatalog {

	private static final List<String> FILES = Stream
		.concat(Stream.of(EncoderFiles.CONFIG, EncoderFiles.WEIGHTS), TokenizerFileNames.ALL.stream())
		.toList();

	private final EncoderCatalog encoders;

	private final ModelRegistry registry;

	/** By id; a model's files do not change. */
	private final Map<String, Map<String, String>> hashes = new ConcurrentHashMap<>();

	private final Map<String, RowTemplate> rows = new ConcurrentHashMap<>();

	private final TokenizerFactory tokenizers;

	ModelsAsEncoders(@Qualifier("encoderCatalog") EncoderCatalog encoders, ModelRegistry registry,
			TokenizerFactory tokenizers) {
		this.encoders = encoders;
		this.registry = registry;
		this.tokenizers = tokenizers;
	}

	@Override
	public List<String> names() {
		return this.encoders.names();
	}

	@Override
	public List<EncoderListing> listings() {
		return this.encoders.listings();
	}

	@Override
	public Path directory(String name) {
		return isModel(name) ? bundle(name) : this.encoders.directory(name);
	}

	@Override
	public RowTemplate rows(String name) {
		if (!isModel(name)) {
			return this.encoders.rows(name);
		}
		Path bundle = bundle(name);
		return this.rows.computeIfAbsent(name, (key) -> {
			try (WordPieceTokenizer tokenizer = this.tokenizers.openBundle(bundle)) {
				return tokenizer.rows();
			}
		});
	}

	@Override
	public String contentHash(String name) {
		if (!isModel(name)) {
			return this.encoders.contentHash(name);
		}
		StringBuilder lines = new StringBuilder();
		fileHashes(name).forEach((file, hash) -> lines.append(hash).append("  ").append(file).append('\n'));
		return Digests.sha256(lines.toString());
	}

	@Override
	public Map<String, String> fileHashes(String name) {
		if (!isModel(name)) {
			return this.encoders.fileHashes(name);
		}
		Path bundle = bundle(name);
		return this.hashes.computeIfAbsent(name, (key) -> read(bundle));
	}

	private static Map<String, String> read(Path bundle) {
		Map<String, String> hashes = new TreeMap<>();
		for (String file : FILES) {
			Path path = bundle.resolve(file);
			try {
				if (Files.isRegularFile(path)) {
					hashes.put(file, Digests.sha256(path));
				}
			}
			catch (IOException ex) {
				throw new EncoderException("a model's " + file + " cannot be read", ex);
			}
		}
		return hashes;
	}

	private static boolean isModel(String name) {
		return name != null && name.startsWith(RegisteredModel.AS_ENCODER);
	}

	/**
	 * The files of a model. An alias or a name may refer to another model later, but
	 * hashes are kept and plans are stored by the encoder's name.
	 */
	private Path bundle(String name) {
		String id = name.substring(RegisteredModel.AS_ENCODER.length());
		try {
			RegisteredModel model = this.registry.get(id);
			if (!model.id().equals(id)) {
				throw new EncoderException("'" + Excerpt.of(id) + "' is an alias or a name of model '" + model.id()
						+ "'; name it in start.model instead of encoder");
			}
			return this.registry.bundle(model);
		}
		catch (ModelNotFoundException | ModelDamagedException | ModelUnavailableException ex) {
			throw new EncoderException("the model to start from cannot be used: " + ex.getMessage(), ex);
		}
	}

}
