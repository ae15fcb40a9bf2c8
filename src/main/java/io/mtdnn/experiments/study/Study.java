package io.mtdnn.experiments.study;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.mtdnn.evaluation.statistics.PlannedLooks;
import io.mtdnn.files.Digests;
import io.mtdnn.plan.TrainingRequest;
import io.mtdnn.task.Excerpt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An experiment with every default filled in.
 *
 * @param definition the request with its defaults, from which the study can be made again
 * @param arms controls first
 */
public record Study(ExperimentRequest definition, List<Arm> arms) {

	private static final int NAME = 200;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	public Study {
		arms = List.copyOf(arms);
	}

	/** All runs: for each seed, one of each arm, so that seeds are complete early. */
	public List<PlannedRun> runs() {
		List<PlannedRun> runs = new ArrayList<>();
		for (long seed : this.definition.seeds()) {
			this.arms.forEach((arm) -> runs.add(run(arm, seed)));
		}
		return runs;
	}

	/** A run of an arm with a seed. */
	public PlannedRun run(Arm arm, long seed) {
		ObjectNode fields = arm.request().fields();
		fields.put("seed", seed);
		fields.remove("name");
		String key = Digests.sha256(JSON.writeValueAsString(fields).getBytes(StandardCharsets.UTF_8));
		fields.put("name", name(arm, seed));
		return new PlannedRun(key, arm.label(), seed, new TrainingRequest(fields));
	}

	private String name(Arm arm, long seed) {
		String name = this.definition.name() + ": " + arm.label();
		String end = ", seed " + seed;
		return Excerpt.beginning(name, NAME - end.length()) + end;
	}

	/** The arm that the others are compared with; null without one. */
	public @Nullable Arm baseline() {
		return this.arms.stream().filter(Arm::baseline).findFirst().orElse(null);
	}

	/** The arms that a search compares: neither controls nor the baseline. */
	public List<Arm> combinations() {
		return this.arms.stream().filter((arm) -> arm.control() == null && !arm.baseline()).toList();
	}

	/** Its successive halving; null without one. */
	public @Nullable Halving halving() {
		Search search = this.definition.search();
		return (search != null && search.kind() == Search.Kind.HALVING) ? Halving.of(search, combinations().size())
				: null;
	}

	/** Its search, if it is of a kind; null otherwise. */
	public @Nullable Search search(Search.Kind kind) {
		Search search = this.definition.search();
		return (search != null && search.kind() == kind) ? search : null;
	}

	/** Whether runs are chosen by the scores of earlier ones. */
	public boolean isAdaptive() {
		return search(Search.Kind.GAUSSIAN_PROCESS) != null || search(Search.Kind.THOMPSON) != null;
	}

	/**
	 * How much an adaptive search chooses beside what is defined: mixtures of a Gaussian
	 * process, runs with an auxiliary task of Thompson sampling.
	 */
	public int later() {
		Search process = search(Search.Kind.GAUSSIAN_PROCESS);
		Search thompson = search(Search.Kind.THOMPSON);
		int combinations = combinations().size();
		if (process != null && process.count() != null) {
			return Math.max(0, process.count() - combinations);
		}
		return (thompson != null && thompson.count() != null)
				? Math.max(0, thompson.count() - combinations * this.definition.seeds().size()) : 0;
	}

	/**
	 * Maximum number of runs that an adaptive search adds. Each of Thompson sampling may
	 * need another one of the baseline.
	 */
	public int mostLater() {
		return later() * ((search(Search.Kind.THOMPSON) != null) ? 2 : this.definition.seeds().size());
	}

	/**
	 * The numbers of seeds at which the best arm is tested while seeds are added; null if
	 * none are.
	 */
	public @Nullable PlannedLooks looks() {
		UntilDecided until = this.definition.untilDecided();
		int first = Math.max(2, this.definition.seeds().size());
		return (until != null && first <= until.most()) ? PlannedLooks.growing(first, until.most()) : null;
	}

	/**
	 * The value of an axis that tells some arms from all others, such as "learningRate
	 * 1e-4"; empty if no value does.
	 */
	public Optional<String> valueOf(List<Arm> some) {
		List<JsonNode> values = some.get(0).values();
		for (int axis = 0; axis < values.size(); axis++) {
			JsonNode value = values.get(axis);
			int at = axis;
			List<Arm> all = this.arms.stream()
				.filter((arm) -> arm.values().size() > at && arm.values().get(at).equals(value))
				.toList();
			if (all.equals(some)) {
				Axis varied = this.definition.axes().get(axis);
				return Optional.of(varied.label(varied.values().indexOf(value)));
			}
		}
		return Optional.empty();
	}

	/** Datasets of all arms, the leading one first. */
	public Set<String> datasets() {
		Set<String> names = new LinkedHashSet<>();
		this.arms.forEach((arm) -> names.addAll(Tasks.names(arm.request())));
		return names;
	}

}
