package io.mtdnn.registry.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.hub.HubSnapshot;
import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.model.ModelFormatException;
import io.mtdnn.model.ModelImporter;
import io.mtdnn.model.ModelImporter.TransformersModel;
import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.pretrained.EncoderException;
import io.mtdnn.registry.ModelRegistration;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.tokenization.TokenizerException;
import io.mtdnn.tokenization.TokenizerFactory;
import io.mtdnn.tokenization.RowTemplate;
import io.mtdnn.tokenization.WindowSettings;
import io.mtdnn.tokenization.WordPieceTokenizer;
import org.springframework.stereotype.Service;

/** Registers models that were trained with transformers. */
@Service
public class ModelImports {

	private final ModelRegistry registry;

	private final ModelImporter importer;

	private final ModelFactory models;

	private final TokenizerFactory tokenizers;

	private final EncoderCatalog folder;

	private final DatasetCatalog datasets;

	private final UploadedModels uploads;

	ModelImports(ModelRegistry registry, ModelImporter importer, ModelFactory models, TokenizerFactory tokenizers,
			EncoderCatalog folder, DatasetCatalog datasets, UploadedModels uploads) {
		this.registry = registry;
		this.importer = importer;
		this.models = models;
		this.tokenizers = tokenizers;
		this.folder = folder;
		this.datasets = datasets;
		this.uploads = uploads;
	}

	/**
	 * Imports a folder below that of the encoders.
	 * @throws InvalidImportException with all faults; nothing is stored
	 */
	public RegisteredModel fromDirectory(ImportRequest request) throws IOException {
		String name = ImportChecks.directory(request);
		try {
			Path directory = this.folder.directory(name);
			return this.uploads.staged((staging) -> register(newId(),
					new Source("directory", name, directory, this.folder.fileHashes(name), Map.of()), request,
					staging.resolve("bundle")));
		}
		catch (EncoderException ex) {
			throw InvalidImportException.of("directory", String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Checks what can be checked with {@code config.json} alone.
	 * @throws InvalidImportException when the request does not fit the model
	 * @throws ModelFormatException when the model is not supported
	 */
	void check(ImportRequest request, Path directory) {
		TransformersModel model = this.importer.configuration(directory);
		ImportedTask.of(model, String.valueOf(request.dataset()), request.labels(), this.datasets);
		ImportChecks.length(request, model.encoder().maxPositions());
	}

	/**
	 * Imports a downloaded repository.
	 * @param id of the model
	 * @throws InvalidImportException with all faults; nothing is stored
	 */
	void fromRepository(String id, ImportRequest request, Path directory, HubSnapshot origin) throws IOException {
		Source source = Source.of(origin, directory);
		this.uploads.staged((staging) -> register(id, source, request, staging.resolve("bundle")));
	}

	/**
	 * Imports an uploaded zip file.
	 * @throws InvalidImportException with all faults; nothing is stored
	 */
	public RegisteredModel fromArchive(ImportRequest request, InputStream zip) throws IOException {
		ImportChecks.upload(request);
		return this.uploads.unpacked(zip, (directory) -> {
			String name = (request.name() != null) ? request.name() : String.valueOf(request.dataset());
			Source source = new Source("upload", name, directory, FileHashes.of(directory), Map.of());
			return register(newId(), source, request, directory.resolve("bundle"));
		});
	}

	private static String newId() {
		return UUID.randomUUID().toString();
	}

	private RowTemplate rows(Path directory) {
		try (WordPieceTokenizer tokenizer = this.tokenizers.open(directory)) {
			return tokenizer.rows();
		}
	}

	private RegisteredModel register(String id, Source source, ImportRequest request, Path bundle) {
		TransformersModel model = inspect(source.directory());
		ImportedTask head = ImportedTask.of(model, String.valueOf(request.dataset()), request.labels(), this.datasets);
		WindowSettings windows = ImportChecks.windows(request, model.encoder().maxPositions(),
				rows(source.directory()));
		this.uploads.requireRoom(2 * FileHashes.size(source.directory()));
		double threshold = (request.nullThreshold() != null) ? request.nullThreshold() : 0;
		ModelDescription description = new ModelDescription(source.name(), List.of(head.task()),
				windows.maxSequenceLength(), windows.maxQuestionLength(), windows.docStride(), threshold,
				Map.of("imported", source.provenance(model.className())));
		this.importer.write(source.directory(), bundle, description, head.order());
		try (WordPieceTokenizer tokenizer = this.tokenizers.open(source.directory())) {
			tokenizer.write(bundle);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return this.registry.register(
				new ModelRegistration(id, (request.name() != null) ? request.name() : source.name(), bundle, Map.of()));
	}

	/** Checks everything that can be checked without loading the weights. */
	private TransformersModel inspect(Path directory) {
		try {
			EncoderConfig config = this.models.inspect(directory);
			TransformersModel model = this.importer.inspect(directory);
			try (WordPieceTokenizer tokenizer = this.tokenizers.open(directory)) {
				if (tokenizer.vocabularySize() > config.vocabularySize()) {
					throw InvalidImportException.of("model", "its vocabulary has " + tokenizer.vocabularySize()
							+ " word pieces, but vocab_size in config.json is " + config.vocabularySize());
				}
			}
			return model;
		}
		catch (ModelFormatException | TokenizerException ex) {
			throw InvalidImportException.of("model", withoutFolder(directory, String.valueOf(ex.getMessage())));
		}
	}

	private static String withoutFolder(Path directory, String message) {
		return message.replace(directory + "/", "").replace(directory.getFileName() + "/", "");
	}

	/**
	 * The origin of a model.
	 *
	 * @param kind how it came
	 * @param hashes SHA-256 of each of its files
	 * @param more facts
	 */
	private record Source(String kind, String name, Path directory, Map<String, String> hashes,
			Map<String, String> more) {

		static Source of(HubSnapshot origin, Path directory) {
			Map<String, String> facts = new LinkedHashMap<>();
			facts.put("repository", origin.reference().repository());
			facts.put("revision", origin.reference().revision());
			facts.put("commit", origin.commit());
			return new Source("hub", origin.reference().name(), directory, FileHashes.of(directory), facts);
		}

		Map<String, Object> provenance(String className) {
			Map<String, Object> facts = new LinkedHashMap<>();
			facts.put("from", this.kind);
			facts.put("name", this.name);
			facts.putAll(this.more);
			facts.put("class", className);
			facts.put("files", this.hashes);
			facts.put("sha256", FileHashes.together(this.hashes));
			return facts;
		}

	}

}
