package io.mtdnn.model.torch;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import ai.djl.ndarray.NDManager;
import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.EncoderFiles;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.model.Precision;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.model.bundle.ModelBundle;
import io.mtdnn.model.encoder.EncoderArchitecture;
import io.mtdnn.model.encoder.EncoderWeights;
import io.mtdnn.model.encoder.EncoderConfigFile;
import io.mtdnn.model.encoder.EncoderNames;
import io.mtdnn.model.encoder.HeadNames;
import io.mtdnn.model.encoder.Parameter;
import io.mtdnn.model.safetensors.WeightFiles;
import io.mtdnn.model.safetensors.SafeTensors;
import io.mtdnn.model.torch.runtime.TorchRuntime;
import io.mtdnn.task.Task;
import io.mtdnn.task.TaskHeads;

/** Creates models on libtorch. The engine starts when the first model is opened. */
public final class TorchModelFactory implements ModelFactory {

	private final DevicePool devices;

	private final Precision answering;

	/**
	 * @param answering precision of inference, also of models in training; all devices
	 * must support it
	 */
	public TorchModelFactory(DevicePool devices, Precision answering) {
		this.devices = devices;
		this.answering = answering;
	}

	@Override
	public EncoderConfig inspect(Path encoderDirectory) {
		try (EncoderWeights weights = EncoderWeights.open(encoderDirectory)) {
			EncoderArchitecture.of(weights.config().architecture()).requireReadablePairs(weights.config());
			return weights.config();
		}
	}

	@Override
	public long encoderParameters(EncoderConfig config) {
		return numbers(EncoderNames.parameters(config));
	}

	@Override
	public long headParameters(EncoderConfig config, Task task) {
		return numbers(HeadNames.parameters(task, config.hiddenSize()));
	}

	private static long numbers(List<Parameter> parameters) {
		return parameters.stream().mapToLong(Parameter::numbers).sum();
	}

	@Override
	public void writeEncoder(Path directory, EncoderConfig config, Map<String, FloatTensor> weights, String source) {
		EncoderConfigFile.write(directory.resolve(EncoderFiles.CONFIG), config);
		// transformers requires "format"
		SafeTensors.write(directory.resolve(EncoderFiles.WEIGHTS), weights, Map.of("format", "pt", "source", source));
	}

	@Override
	public TrainableModel openForTraining(Path directory, List<Task> tasks, Map<String, Task> heads,
			TrainableModelSettings settings) {
		DevicePool.Lease device = this.devices.lease();
		try (EncoderWeights weights = EncoderWeights.open(directory)) {
			TorchRuntime runtime = device.runtime().of(weights.config().headWidth(), settings.precision());
			return owning(runtime, (manager) -> {
				Network network = new Network(runtime, manager, weights.config(), tasks);
				network.encoder().load(weights::floats);
				network.heads().forEach((task) -> {
					Optional<Task> source = source(network, task, heads);
					source.ifPresentOrElse((known) -> continueWith(network, task, known, weights),
							() -> initialise(network, task, settings.seed()));
				});
				return new TorchTrainableModel(device, runtime, manager, network, settings, this.answering);
			});
		}
		catch (RuntimeException | Error ex) {
			device.close();
			throw ex;
		}
	}

	/** The source of a head: that of its first task that has one. */
	private static Optional<Task> source(Network network, Task head, Map<String, Task> sources) {
		return network.tasks()
			.stream()
			.filter((task) -> task.headName().equals(head.headName()))
			.flatMap((task) -> Stream.ofNullable(sources.get(task.name())))
			.findFirst();
	}

	/**
	 * Initialises a head. Each head has its own random sequence, so that its initial
	 * values do not depend on the other tasks.
	 */
	private static void initialise(Network network, Task task, long seed) {
		SegmentMemory memory = network.head(task.name());
		Random random = new Random(31 * seed + memory.segment().name().hashCode());
		memory
			.load((name) -> Head.of(task).initial(memory.segment().slot(name), network.config().hiddenSize(), random));
	}

	/** Loads the weights of a trained head, which may have another name. */
	private static void continueWith(Network network, Task task, Task source, EncoderWeights weights) {
		int width = network.config().hiddenSize();
		Map<String, String> names = new HashMap<>();
		Iterator<Parameter> sources = HeadNames.parameters(source, width).iterator();
		HeadNames.parameters(task, width).forEach((own) -> names.put(own.name(), sources.next().name()));
		network.head(task.name()).load((name) -> weights.floats(Objects.requireNonNull(names.get(name))));
	}

	@Override
	public long answeringBytes(Path bundleDirectory) {
		EncoderConfig config = EncoderConfigFile.read(bundleDirectory.resolve(EncoderFiles.CONFIG));
		List<Segment> heads = TaskHeads.distinct(describe(bundleDirectory).tasks())
			.stream()
			.map((task) -> Segment.head(task, config.hiddenSize()))
			.toList();
		return AnsweringPass.bytes(Segment.encoder(config), heads, this.answering == Precision.BF16);
	}

	@Override
	public Precision answeringPrecision() {
		return this.answering;
	}

	@Override
	public InferenceModel openForInference(Path bundleDirectory) {
		ModelDescription description = describe(bundleDirectory);
		try (EncoderWeights weights = EncoderWeights.open(bundleDirectory)) {
			return this.devices.answering().apart(() -> openForInference(weights, description));
		}
	}

	private InferenceModel openForInference(EncoderWeights weights, ModelDescription description) {
		TorchRuntime runtime = this.devices.answering().of(weights.config().headWidth(), this.answering);
		return owning(runtime, (manager) -> {
			Network network = new Network(runtime, manager, weights.config(), description.tasks());
			network.encoder().load(weights::floats);
			network.heads().forEach((task) -> network.head(task.name()).load(weights::floats));
			return new TorchInferenceModel(manager, network, runtime.products(this.answering));
		});
	}

	/**
	 * Opens an object that takes ownership of a new manager. If that fails, closes the
	 * manager.
	 */
	static <T> T owning(TorchRuntime runtime, Function<NDManager, T> opening) {
		NDManager manager = runtime.newManager();
		try {
			return opening.apply(manager);
		}
		catch (RuntimeException | Error ex) {
			manager.close();
			throw ex;
		}
	}

	@Override
	public EncoderConfig configuration(Path encoderDirectory) {
		return EncoderConfigFile.read(encoderDirectory.resolve(EncoderFiles.CONFIG));
	}

	@Override
	public List<String> shards(Path encoderDirectory) {
		return WeightFiles.shards(encoderDirectory);
	}

	@Override
	public ModelDescription describe(Path bundleDirectory) {
		return ModelBundle.describe(bundleDirectory);
	}

	@Override
	public void writeBundle(Path bundleDirectory, Path encoderDirectory, Consumer<Path> weights,
			ModelDescription description) {
		ModelBundle.write(bundleDirectory, encoderDirectory, weights, description);
	}

}
