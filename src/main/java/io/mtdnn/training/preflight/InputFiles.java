package io.mtdnn.training.preflight;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.DatasetException;
import io.mtdnn.datasets.EvaluationSet;
import io.mtdnn.datasets.Fingerprint;
import io.mtdnn.datasets.Split;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.PlanFaults;
import io.mtdnn.plan.PlannedTask;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.pretrained.EncoderException;
import io.mtdnn.training.ChangedInputsException;
import io.mtdnn.training.RunInputs;
import org.jspecify.annotations.Nullable;

/**
 * Hashes the files that a plan uses and compares them with those of the pre-flight.
 */
public final class InputFiles {

	private static final int SHOWN = 16;

	private static final String TRAIN = "/train";

	private static final String EVALUATION = "/evaluation";

	private final DatasetCatalog datasets;

	private final EncoderCatalog encoders;

	public InputFiles(DatasetCatalog datasets, EncoderCatalog encoders) {
		this.datasets = datasets;
		this.encoders = encoders;
	}

	/**
	 * The current inputs of a plan.
	 * @throws InvalidPlanException naming everything that cannot be read
	 */
	public RunInputs of(TrainingPlan plan) {
		PlanFaults faults = new PlanFaults();
		Map<String, String> data = new LinkedHashMap<>();
		for (int i = 0; i < plan.tasks().size(); i++) {
			PlannedTask task = plan.tasks().get(i);
			String field = field(i);
			if (!plan.evaluatesOnly()) {
				faults.check(() -> addTrain(field, task.dataset(), data));
			}
			faults.check(() -> addEvaluations(field, task, data));
		}
		Map<String, String> encoder = faults.orElse(() -> encoder(plan), Map.of());
		faults.throwIfAny();
		return new RunInputs(data, encoder);
	}

	/**
	 * The hashes of the files of a plan's encoder.
	 * @throws InvalidPlanException when the encoder cannot be read
	 */
	public Map<String, String> encoder(TrainingPlan plan) {
		try {
			return this.encoders.fileHashes(plan.encoder());
		}
		catch (EncoderException ex) {
			throw new InvalidPlanException("encoder", ex.getMessage(), ex);
		}
	}

	/**
	 * Rejects files that differ from those of the pre-flight, because an attempt with
	 * them would belong to another run.
	 * @throws ChangedInputsException naming each file with both hashes
	 */
	public void require(TrainingPlan plan, RunInputs expected, RunInputs found) {
		PlanFaults faults = new PlanFaults();
		boolean complete = !expected.encoder().isEmpty();
		for (int i = 0; i < plan.tasks().size(); i++) {
			PlannedTask task = plan.tasks().get(i);
			Map<String, String> were = of(task, expected.data());
			Map<String, String> are = of(task, found.data());
			if (!complete) {
				// Earlier versions recorded neither the encoder nor additional
				// evaluation sets.
				are.keySet().retainAll(were.keySet());
			}
			compare(field(i), were, are, this::describe, faults);
		}
		if (complete) {
			compare("encoder", expected.encoder(), found.encoder(),
					(file) -> file + " of encoder '" + plan.encoder() + "'", faults);
		}
		if (!faults.none()) {
			throw new ChangedInputsException(faults.all());
		}
	}

	private static void compare(String field, Map<String, String> expected, Map<String, String> found,
			Function<String, String> describe, PlanFaults faults) {
		TreeSet<String> names = new TreeSet<>(expected.keySet());
		names.addAll(found.keySet());
		for (String name : names) {
			String was = expected.get(name);
			String is = found.get(name);
			if (was == null || !was.equals(is)) {
				faults.add(field, describe.apply(name) + " has changed since the pre-flight: " + shown(is) + " now, "
						+ shown(was) + " then");
			}
		}
	}

	private static String shown(@Nullable String hash) {
		return (hash != null) ? "SHA-256 " + hash.substring(0, Math.min(SHOWN, hash.length())) + "..." : "absent";
	}

	private static String field(int task) {
		return "tasks[" + task + "].dataset";
	}

	/** The hashes of a task's files: those of its dataset and its evaluation sets. */
	private Map<String, String> of(PlannedTask task, Map<String, String> data) {
		Map<String, String> own = new LinkedHashMap<>();
		copy(task.dataset() + TRAIN, data, own);
		task.evaluationSets(this.datasets).forEach((set) -> copy(set.name() + EVALUATION, data, own));
		return own;
	}

	private static void copy(String key, Map<String, String> from, Map<String, String> to) {
		if (from.containsKey(key)) {
			to.put(key, from.get(key));
		}
	}

	private void addTrain(String field, String dataset, Map<String, String> data) {
		data.put(dataset + TRAIN, fingerprint(field, dataset, Split.TRAIN).sha256());
	}

	private void addEvaluations(String field, PlannedTask task, Map<String, String> data) {
		task.evaluationSets(this.datasets, field)
			.stream()
			.filter(EvaluationSet::present)
			.map(EvaluationSet::name)
			.forEach((name) -> data.put(name + EVALUATION, fingerprint(field, name, Split.EVALUATION).sha256()));
	}

	private Fingerprint fingerprint(String field, String dataset, Split split) {
		try {
			return this.datasets.fingerprint(dataset, split);
		}
		catch (DatasetException ex) {
			throw new InvalidPlanException(field, ex.getMessage(), ex);
		}
	}

	/** Names the file of a key if it is known, otherwise the key. */
	private String describe(String key) {
		boolean train = key.endsWith(TRAIN);
		String dataset = key.substring(0, key.lastIndexOf('/'));
		try {
			return this.datasets.fingerprint(dataset, train ? Split.TRAIN : Split.EVALUATION).file() + " (" + key + ")";
		}
		catch (DatasetException ex) {
			return key;
		}
	}

}
