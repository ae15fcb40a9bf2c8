package io.mtdnn.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.Keep;
import io.mtdnn.plan.PlanResolver;
import io.mtdnn.plan.PlannedTask;
import io.mtdnn.plan.Plans;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.plan.TrainingRequest;
import io.mtdnn.task.Fault;
import io.mtdnn.training.ChangedInputsException;
import io.mtdnn.training.FailureKind;
import io.mtdnn.training.KeptModel;
import io.mtdnn.training.PreflightReport;
import io.mtdnn.training.RunInputs;
import io.mtdnn.training.StopSignal;
import io.mtdnn.training.TrainingEngine;
import io.mtdnn.training.TrainingEvent;
import io.mtdnn.training.TrainingFailure;
import io.mtdnn.training.TrainingListener;
import io.mtdnn.training.TrainingOutcome;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Performs the steps that a test requests. Its checkpoints are files that contain the
 * number of a step.
 */
public class FakeEngine implements PlanResolver, TrainingEngine {

	public static final int TOTAL_STEPS = 1000;

	private static final RunInputs FILES = new RunInputs(Map.of("train.json", "abc"), Map.of("tokenizer.json", "def"));

	private final BlockingQueue<Consumer<Run>> script = new LinkedBlockingQueue<>();

	private volatile Runnable onPreflight = () -> {
	};

	private final int devices;

	private volatile RunInputs files = FILES;

	private final List<String> runs = Collections.synchronizedList(new ArrayList<>());

	FakeEngine(int devices) {
		this.devices = devices;
	}

	@Override
	public OptionalInt leading(JsonNode tasks) {
		return OptionalInt.empty();
	}

	@Override
	public TrainingPlan resolve(TrainingRequest request) {
		List<Fault> faults = new ArrayList<>();
		ObjectNode fields = request.fields();
		if (!fields.has("encoder") || !fields.has("tasks")) {
			faults.add(new Fault("encoder", "'encoder' and 'tasks' are needed."));
		}
		List<PlannedTask> tasks = new ArrayList<>();
		for (JsonNode task : fields.path("tasks")) {
			String dataset = task.path("dataset").asString("unknown");
			if (dataset.startsWith("unknown")) {
				faults.add(new Fault("tasks[" + tasks.size() + "].dataset", "Known datasets are cola, squad-v2."));
			}
			tasks.add(new PlannedTask(dataset, 1.0 / fields.path("tasks").size()));
		}
		if (!faults.isEmpty()) {
			throw new InvalidPlanException(faults, null);
		}
		return Plans.plan(Map.of("name", fields.path("name").asString("unnamed"), "encoder", fields.get("encoder"),
				"tasks", tasks, "headDropout", 0.3, "spanLoss", "mean", "seed", fields.path("seed").asLong(42), "keep",
				fields.path("keep").asString("last")));
	}

	@Override
	public List<String> devices() {
		return Collections.nCopies(this.devices, "cpu");
	}

	@Override
	public int runsAtOnce() {
		return this.devices;
	}

	@Override
	public String processor() {
		return "a processor";
	}

	@Override
	public String matrixProducts() {
		return "mixed";
	}

	@Override
	public String attention() {
		return "chunked";
	}

	@Override
	public String answeringPrecision() {
		return "fp32";
	}

	@Override
	public PreflightReport preflight(TrainingPlan plan) {
		this.onPreflight.run();
		return new PreflightReport(
				plan.tasks()
					.stream()
					.map((task) -> new PreflightReport.TaskReport(task.dataset(), task.weight(), 100, 20, 110, 50, 40,
							0.8, 1, 2, List.of(),
							List.of(new PreflightReport.EvaluationReport(task.dataset(), "dev.json", 20,
									task.dataset().equals("cola") ? "matthews_correlation" : "f1")),
							List.of()))
					.toList(),
				TOTAL_STEPS, TOTAL_STEPS / 2, 12.5, 1_000_000L, this.files.data(), this.files.encoder(), null);
	}

	@Override
	public void verify(TrainingPlan plan, RunInputs expected) {
		if (!expected.equals(this.files)) {
			throw new ChangedInputsException(
					List.of(new Fault("tasks[0].dataset", expected + " became " + this.files)));
		}
	}

	@Override
	public TrainingOutcome run(String runId, TrainingPlan plan, RunInputs expected, Path directory,
			TrainingListener listener, StopSignal stop) {
		listener.on(new TrainingEvent.InputsRead(this.files));
		verifyOrFail(plan, expected);
		Run run = new Run(plan, directory, listener);
		run.start();
		this.runs.add(runId + "@" + run.step);
		while (!run.finished) {
			StopSignal.Request request = stop.request();
			if (request != StopSignal.Request.GO_ON) {
				if (request == StopSignal.Request.EVALUATE_AND_PAUSE) {
					run.pause();
					return TrainingOutcome.ofPause();
				}
				if (request == StopSignal.Request.CHECKPOINT_AND_STOP) {
					run.checkpoint();
				}
				return TrainingOutcome.stopped();
			}
			Consumer<Run> command = next();
			if (command != null) {
				command.accept(run);
			}
		}
		return run.outcome();
	}

	private void verifyOrFail(TrainingPlan plan, RunInputs expected) {
		try {
			verify(plan, expected);
		}
		catch (ChangedInputsException ex) {
			throw new TrainingFailure(FailureKind.USER, ex.describe(), ex);
		}
	}

	private Consumer<Run> next() {
		try {
			return this.script.poll(5, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The runs in order, as id@first step. */
	public List<String> runs() {
		return List.copyOf(this.runs);
	}

	/** Performs a number of steps. */
	public FakeEngine steps(int count) {
		this.script.add((run) -> IntStream.range(0, count).forEach((i) -> run.stepDone()));
		return this;
	}

	public FakeEngine checkpoint() {
		this.script.add(Run::checkpoint);
		return this;
	}

	public FakeEngine evaluate(String dataset, Map<String, Double> metrics) {
		this.script.add((run) -> run.listener.on(new TrainingEvent.EvaluationDone(1, dataset, metrics)));
		return this;
	}

	public FakeEngine evaluating(double secondsLeft) {
		this.script.add((run) -> run.listener.on(new TrainingEvent.Evaluating(secondsLeft)));
		return this;
	}

	public FakeEngine totals() {
		this.script.add(Run::totals);
		return this;
	}

	public FakeEngine finish() {
		return finishAfter(() -> {
		});
	}

	/** Performs an action and finishes before it checks whether it must stop. */
	public FakeEngine finishAfter(Runnable action) {
		this.script.add((run) -> {
			action.run();
			run.finished = true;
		});
		return this;
	}

	public FakeEngine fail(FailureKind kind, String message) {
		this.script.add((run) -> {
			throw new TrainingFailure(kind, message, null);
		});
		return this;
	}

	/** Performs an action during the check of a submission. */
	public FakeEngine onPreflight(Runnable action) {
		this.onPreflight = action;
		return this;
	}

	public FakeEngine then(Runnable action) {
		this.script.add((run) -> action.run());
		return this;
	}

	/** Replaces the data and the encoder. */
	public FakeEngine files(String data, String encoder) {
		this.files = new RunInputs(Map.of("train.json", data), Map.of("tokenizer.json", encoder));
		return this;
	}

	/** Forgets planned and performed actions. */
	public void reset() {
		this.files = FILES;
		this.script.clear();
		this.onPreflight = () -> {
		};
		this.runs.clear();
	}

	private static final class Run {

		private final TrainingPlan plan;

		private final Path directory;

		private final TrainingListener listener;

		private int step;

		private boolean finished;

		Run(TrainingPlan plan, Path directory, TrainingListener listener) {
			this.plan = plan;
			this.directory = directory;
			this.listener = listener;
		}

		private Path file() {
			return this.directory.resolve("checkpoints").resolve("step");
		}

		void start() {
			try {
				this.step = Files.exists(file()) ? Integer.parseInt(Files.readString(file())) : 0;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			this.listener.on(new TrainingEvent.Started(this.step, TOTAL_STEPS, List.of("a note")));
		}

		void stepDone() {
			this.step++;
			String task = this.plan.tasks().get(this.step % this.plan.tasks().size()).dataset();
			this.listener
				.on(new TrainingEvent.StepDone(this.step, TOTAL_STEPS, 1, task, 1.0 / this.step, 1e-5, 14.2, 99.0));
		}

		void checkpoint() {
			try {
				Files.createDirectories(file().getParent());
				Files.writeString(file(), Integer.toString(this.step));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			this.listener.on(new TrainingEvent.CheckpointWritten(this.step, 1234, Duration.ofMillis(1500), 0.02));
		}

		void pause() {
			this.listener.on(new TrainingEvent.Paused(this.step, TOTAL_STEPS,
					Map.of("squad-v2", Map.of("f1", (double) this.step)),
					Map.of("squad-v2", Map.of("f1", this.step + 1.0))));
			checkpoint();
		}

		void totals() {
			this.listener.on(new TrainingEvent.TaskTotals(this.plan.tasks()
				.stream()
				.map((task) -> new TrainingEvent.TaskTotal(task.dataset(), task.weight(), 7, 0.5, 1.5))
				.toList()));
		}

		TrainingOutcome outcome() {
			KeptModel best = kept(Keep.BEST, "best", 50);
			KeptModel last = kept(Keep.LAST, "last", 40);
			return new TrainingOutcome(true, switch (this.plan.keep()) {
				case LAST -> List.of(last);
				case BEST -> List.of(best);
				case BOTH -> List.of(best, last);
			});
		}

		private KeptModel kept(Keep as, String name, double f1) {
			return new KeptModel(as, this.directory.resolve(name), 1, Map.of("squad-v2", Map.of("f1", f1)));
		}

	}

}
