package io.mtdnn.serving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.model.Precision;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.registry.ModelRegistration;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.registry.RemovedModel;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import io.mtdnn.tokenization.TokenizerFactory;
import io.mtdnn.tokenization.WordPieceTokenizer;
import io.mtdnn.tokenization.WordTokenizer;

/**
 * A registry in memory, whose bundles are empty files, and a factory for
 * {@link HashingModel}.
 */
public final class FakeModels implements ModelRegistry, ModelFactory, TokenizerFactory {

	public final Map<String, RegisteredModel> models = new LinkedHashMap<>();

	public final Map<String, String> aliases = new ConcurrentHashMap<>();

	public final Map<String, List<HashingModel>> opened = new ConcurrentHashMap<>();

	public final List<WordTokenizer> tokenizers = new ArrayList<>();

	public volatile RuntimeException openFailure;

	public volatile Error openError;

	/** The exception of looking up a model; null for none. */
	public volatile RuntimeException findFailure;

	private final Path directory;

	public FakeModels(Path directory) {
		this.directory = directory;
	}

	public RegisteredModel add(String id, String name, int bytes) {
		return add(id, name, bytes, 64, 8, 20);
	}

	public RegisteredModel add(String id, String name, int bytes, int maxSequenceLength, int maxQuestionLength,
			int docStride) {
		return add(id, name, bytes, maxSequenceLength, maxQuestionLength, docStride, HashingModel.TASKS);
	}

	/**
	 * A model with these tasks, which must be among those of {@link HashingModel}.
	 */
	public RegisteredModel add(String id, String name, List<Task> tasks) {
		return add(id, name, 100, 64, 8, 20, tasks);
	}

	private RegisteredModel add(String id, String name, int bytes, int maxSequenceLength, int maxQuestionLength,
			int docStride, List<Task> tasks) {
		try {
			Path bundle = Files.createDirectories(this.directory.resolve(id));
			Files.write(bundle.resolve("model.safetensors"), new byte[bytes]);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		RegisteredModel model = new RegisteredModel(id, name, Instant.EPOCH.plusSeconds(this.models.size()), "tiny",
				tasks, 0, maxSequenceLength, maxQuestionLength, docStride, Map.of(), Map.of());
		this.models.put(id, model);
		this.aliases.putIfAbsent(ModelRegistry.DEFAULT_ALIAS, id);
		return model;
	}

	public HashingModel last(String id) {
		List<HashingModel> all = this.opened.get(id);
		return all.get(all.size() - 1);
	}

	@Override
	public RegisteredModel register(ModelRegistration registration, Runnable permission) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Optional<RegisteredModel> find(String reference) {
		reach();
		String id = this.aliases.getOrDefault(reference, reference);
		return Optional.ofNullable(this.models.get(id))
			.or(() -> this.models.values().stream().filter((model) -> model.name().equals(reference)).findFirst());
	}

	@Override
	public Optional<RegisteredModel> newest() {
		reach();
		return this.models.values().stream().reduce((first, second) -> second);
	}

	@Override
	public Optional<RegisteredModel> newest(HeadKind head, String task) {
		reach();
		return this.models.values()
			.stream()
			.filter((model) -> model.tasks()
				.stream()
				.anyMatch((one) -> one.head() == head && (task == null || one.name().equals(task))))
			.reduce((first, second) -> second);
	}

	private void reach() {
		if (this.findFailure != null) {
			throw this.findFailure;
		}
	}

	@Override
	public Path bundle(RegisteredModel model) {
		return this.directory.resolve(model.id());
	}

	@Override
	public InferenceModel openForInference(Path bundle) {
		if (this.openFailure != null) {
			throw this.openFailure;
		}
		if (this.openError != null) {
			throw this.openError;
		}
		String id = bundle.getFileName().toString();
		HashingModel model = new HashingModel(id.hashCode());
		this.opened.computeIfAbsent(id, (key) -> new ArrayList<>()).add(model);
		return model;
	}

	@Override
	public WordPieceTokenizer open(Path encoderDirectory) {
		throw new UnsupportedOperationException();
	}

	@Override
	public WordPieceTokenizer openBundle(Path bundle) {
		WordTokenizer tokenizer = new WordTokenizer();
		synchronized (this.tokenizers) {
			this.tokenizers.add(tokenizer);
		}
		return tokenizer;
	}

	@Override
	public Precision answeringPrecision() {
		return Precision.FP32;
	}

	@Override
	public long answeringBytes(Path bundle) {
		try {
			return Files.size(bundle.resolve("model.safetensors"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public Optional<RegisteredModel> aliased(String alias) {
		reach();
		return Optional.ofNullable(this.aliases.get(alias)).map(this.models::get);
	}

	@Override
	public List<RegisteredModel> ofJob(String jobId) {
		return Optional.ofNullable(this.models.get(jobId)).stream().toList();
	}

	@Override
	public RemovedModel remove(String id, boolean force) {
		return new RemovedModel(this.models.remove(id), List.of());
	}

	@Override
	public void removeOfJob(String jobId) {
		this.models.remove(jobId);
	}

	@Override
	public List<RegisteredModel> newest(HeadKind head, int most) {
		List<RegisteredModel> able = new ArrayList<>(
				this.models.values().stream().filter((model) -> model.has(head)).toList());
		Collections.reverse(able);
		return able.stream().limit(most).toList();
	}

	@Override
	public long encoderParameters(EncoderConfig config) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long headParameters(EncoderConfig config, Task task) {
		throw new UnsupportedOperationException();
	}

	@Override
	public EncoderConfig configuration(Path encoderDirectory) {
		throw new UnsupportedOperationException();
	}

	@Override
	public List<String> shards(Path encoderDirectory) {
		throw new UnsupportedOperationException();
	}

	@Override
	public EncoderConfig inspect(Path encoderDirectory) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void writeEncoder(Path directory, EncoderConfig config, Map<String, FloatTensor> weights, String source) {
		throw new UnsupportedOperationException();
	}

	@Override
	public TrainableModel openForTraining(Path directory, List<Task> tasks, Map<String, Task> heads,
			TrainableModelSettings settings) {
		throw new UnsupportedOperationException();
	}

	@Override
	public ModelDescription describe(Path bundleDirectory) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void writeBundle(Path bundleDirectory, Path encoderDirectory, Consumer<Path> weights,
			ModelDescription description) {
		throw new UnsupportedOperationException();
	}

}
