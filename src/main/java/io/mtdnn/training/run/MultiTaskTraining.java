package io.mtdnn.training.run;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.mtdnn.model.Arithmetic;
import io.mtdnn.model.Devices;
import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.model.OptimizerSettings;
import io.mtdnn.model.SpeedTrial;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.model.TrainableModelSettings;
import io.mtdnn.model.UnsupportedPrecisionException;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.task.Task;
import io.mtdnn.tokenization.WordPieceTokenizer;
import io.mtdnn.training.FailureKind;
import io.mtdnn.training.ParameterCounts;
import io.mtdnn.training.PreflightReport;
import io.mtdnn.training.RunInputs;
import io.mtdnn.training.StopSignal;
import io.mtdnn.training.TrainingEngine;
import io.mtdnn.training.TrainingEvent;
import io.mtdnn.training.TrainingFailure;
import io.mtdnn.training.TrainingListener;
import io.mtdnn.training.TrainingOutcome;
import io.mtdnn.training.checkpoint.Checkpoints;
import io.mtdnn.training.cost.ReachedSpeed;
import io.mtdnn.training.cost.RunCost;
import io.mtdnn.training.cost.RunMemory;
import io.mtdnn.training.evaluation.EpochEvaluation;
import io.mtdnn.training.evaluation.Evaluator;
import io.mtdnn.training.evaluation.KeptEpochs;
import io.mtdnn.training.evaluation.TaskEvaluation;
import io.mtdnn.training.preflight.InputFiles;
import io.mtdnn.training.preflight.DataPreparation;
import io.mtdnn.training.preflight.PreparedTask;
import io.mtdnn.training.preflight.RunEstimate;
import io.mtdnn.training.schedule.TaskData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Implements the training engine by combining plan, data, model, training loop and
 * bundles.
 */
final class MultiTaskTraining implements TrainingEngine {

	private static final Logger logger = LoggerFactory.getLogger(MultiTaskTraining.class);

	private final DataPreparation preparation;

	private final InputFiles inputs;

	private final PlanEncoders encoders;

	private final ModelFactory models;

	private final RunEstimate estimate;

	private final ReachedSpeed reached = new ReachedSpeed();

	private final TrainingProperties properties;

	private final JsonMapper json;

	private final Clock clock;

	private final Devices devices;

	private final Arithmetic arithmetic;

	MultiTaskTraining(DataPreparation preparation, InputFiles inputs, PlanEncoders encoders, ModelFactory models,
			SpeedTrial speed, Devices devices, Arithmetic arithmetic, TrainingProperties properties, JsonMapper json,
			Clock clock) {
		this.preparation = preparation;
		this.inputs = inputs;
		this.encoders = encoders;
		this.models = models;
		this.estimate = new RunEstimate(speed, this.reached, models.answeringPrecision());
		this.devices = devices;
		this.arithmetic = arithmetic;
		this.properties = properties;
		this.json = json;
		this.clock = clock;
	}

	@Override
	public PreflightReport preflight(TrainingPlan plan) {
		PlanEncoders.Encoder encoder = this.encoders.of(plan);
		Map<String, String> files = this.inputs.encoder(plan);
		try (WordPieceTokenizer tokenizer = this.encoders.tokenizer(plan, encoder.directory())) {
			List<PreparedTask> prepared = this.preparation.prepare(plan, tokenizer, encoder.heads());
			PreflightReport report = DataPreparation.report(plan, prepared);
			double seconds = seconds(plan, prepared, encoder.config());
			return report.withEstimate(Math.ceil(seconds), memory(plan, prepared, encoder.config()))
				.withEncoder(files, parameters(prepared, encoder.config()));
		}
	}

	/** Counts parameters. A head that several tasks share is counted once. */
	private ParameterCounts parameters(List<PreparedTask> prepared, EncoderConfig config) {
		Map<String, Long> heads = new LinkedHashMap<>();
		prepared.forEach((one) -> {
			Task task = one.train().task();
			heads.put(task.headName(), this.models.headParameters(config, task));
		});
		return ParameterCounts.of(this.models.encoderParameters(config), heads);
	}

	private double seconds(TrainingPlan plan, List<PreparedTask> prepared, EncoderConfig config) {
		try {
			return this.estimate.seconds(plan, prepared, config);
		}
		catch (UnsupportedPrecisionException ex) {
			throw new InvalidPlanException("precision", ex.getMessage(), ex);
		}
	}

	private static long memory(TrainingPlan plan, List<PreparedTask> prepared, EncoderConfig config) {
		List<TaskData> data = plan.evaluatesOnly() ? List.of() : DataPreparation.data(plan, prepared);
		return new RunMemory(config).bytes(plan, data);
	}

	@Override
	public void verify(TrainingPlan plan, RunInputs expected) {
		this.inputs.require(plan, expected, this.inputs.of(plan));
	}

	@Override
	public List<String> devices() {
		return this.devices.names();
	}

	@Override
	public int runsAtOnce() {
		return this.devices.jobs();
	}

	@Override
	public String processor() {
		return this.devices.processor();
	}

	@Override
	public String matrixProducts() {
		return this.arithmetic.matrixProducts();
	}

	@Override
	public String attention() {
		return this.arithmetic.attention();
	}

	@Override
	public String answeringPrecision() {
		return this.models.answeringPrecision().text();
	}

	@Override
	public TrainingOutcome run(String runId, TrainingPlan plan, RunInputs expected, Path directory,
			TrainingListener listener, StopSignal stop) {
		try {
			PlanEncoders.Encoder encoder = this.encoders.of(plan);
			RunInputs found = this.inputs.of(plan);
			listener.on(new TrainingEvent.InputsRead(found));
			this.inputs.require(plan, expected, found);
			try (EncoderCopy copy = EncoderCopy.of(encoder.directory(), found.encoder().keySet(),
					directory.resolve("encoder"));
					WordPieceTokenizer tokenizer = this.encoders.tokenizer(plan, copy.directory())) {
				List<PreparedTask> prepared = this.preparation.prepare(plan, tokenizer, encoder.heads());
				prepared.forEach((task) -> task.summary().forEach((line) -> logger.info("Read {}", line)));
				if (plan.evaluatesOnly()) {
					read(plan, found, prepared, listener);
					return evaluate(plan, encoder, tokenizer, prepared, directory, listener, stop);
				}
				try (TrainableModel model = this.models.openForTraining(encoder.directory(),
						DataPreparation.tasks(prepared), encoder.heads(), settings(plan))) {
					RunInputs read = read(plan, found, prepared, listener);
					return run(new Attempt(runId, plan, expected, read, directory, copy.directory(), encoder.config(),
							tokenizer, prepared, model), listener, stop);
				}
			}
		}
		catch (InvalidPlanException ex) {
			throw new TrainingFailure(FailureKind.USER, ex.describe(), ex);
		}
		catch (TrainingFailure ex) {
			throw ex;
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			throw new TrainingFailure(Devices.lackMemory(ex) ? FailureKind.CAPACITY : FailureKind.INTERNAL,
					String.valueOf(ex.getMessage()), ex);
		}
	}

	/**
	 * The hashes of all bytes that were read. To be called when everything has been read.
	 */
	private RunInputs read(TrainingPlan plan, RunInputs found, List<PreparedTask> prepared, TrainingListener listener) {
		RunInputs read = new RunInputs(DataPreparation.dataHashes(prepared), this.inputs.encoder(plan));
		if (!read.equals(found)) {
			listener.on(new TrainingEvent.InputsRead(read));
		}
		this.inputs.require(plan, found, read);
		return read;
	}

	private TrainingOutcome run(Attempt attempt, TrainingListener listener, StopSignal stop) {
		TrainingPlan plan = attempt.plan();
		List<Task> tasks = DataPreparation.tasks(attempt.prepared());
		List<TaskData> data = DataPreparation.data(plan, attempt.prepared());
		BundleFiles bundles = new BundleFiles(this.models, attempt.encoder(), attempt.tokenizer(), attempt.directory(),
				attempt.description());
		EncoderConfig config = attempt.config();
		KeptEpochs kept = KeptEpochs.of(plan, tasks, DataPreparation.evaluated(attempt.prepared()));
		EpochEvaluation evaluation = new EpochEvaluation(evaluations(plan, attempt.tokenizer(), attempt.prepared()),
				kept, bundles);
		TrainingRun run = new TrainingRun(plan, data, attempt.model(),
				new Checkpoints(attempt.directory().resolve("checkpoints"), this.json), evaluation, listener, stop,
				this.clock, this.properties.checkpointInterval(), new RunCost(config),
				(speed) -> this.reached.reached(plan.precision(), config.hiddenSize(), speed));
		List<String> notes = new ArrayList<>(DataPreparation.notes(attempt.prepared()));
		idleDevices(plan).ifPresent(notes::add);
		return run.run(attempt.planHash(this.json), notes)
			.map((state) -> new TrainingOutcome(true, attempt.models(kept, state)))
			.orElseGet(() -> run.paused() ? TrainingOutcome.ofPause() : TrainingOutcome.stopped());
	}

	private Optional<String> idleDevices(TrainingPlan plan) {
		int idle = this.devices.perJob() - plan.accumulationSteps();
		return (idle > 0) ? Optional.of("%d of the job's %d devices stay idle, because accumulationSteps is %d"
			.formatted(idle, this.devices.perJob(), plan.accumulationSteps())) : Optional.empty();
	}

	private TrainingOutcome evaluate(TrainingPlan plan, PlanEncoders.Encoder encoder, WordPieceTokenizer tokenizer,
			List<PreparedTask> prepared, Path directory, TrainingListener listener, StopSignal stop) {
		try (InferenceModel model = new HeadsByDataset(this.models.openForInference(encoder.directory()),
				encoder.heads())) {
			return new EvaluationRun(evaluations(plan, tokenizer, prepared), model, listener, stop, this.clock)
				.run(directory, DataPreparation.notes(prepared));
		}
	}

	private List<TaskEvaluation> evaluations(TrainingPlan plan, WordPieceTokenizer tokenizer,
			List<PreparedTask> prepared) {
		Evaluator.Settings settings = new Evaluator.Settings(plan, tokenizer, this.properties.evaluationTokens(),
				this.json);
		return prepared.stream()
			.flatMap((task) -> task.evaluations().stream())
			.map((set) -> Evaluator.of(set.dataset().task()).evaluation(set, settings))
			.toList();
	}

	private static TrainableModelSettings settings(TrainingPlan plan) {
		return new TrainableModelSettings(plan.dropout(), plan.dropoutOfHeads(), plan.spanLoss(), plan.precision(),
				OptimizerSettings.of(plan.optimizer(), plan.weightDecay(), plan.clipNorm()), plan.seed());
	}

}
