package io.mtdnn.experiments.study;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

import io.mtdnn.experiments.ExperimentFaultsException;
import io.mtdnn.task.Fault;
import io.mtdnn.task.NameText;
import org.jspecify.annotations.Nullable;

/** Finds the faults of a request that do not depend on data or models. */
final class RequestChecks {

	private static final int AXES = 6;

	private RequestChecks() {
	}

	static void check(ExperimentRequest request) {
		List<Fault> faults = new ArrayList<>();
		if (request.preset() == null && request.plan() == null) {
			faults.add(new Fault("plan", "a plan or a preset is required"));
		}
		if (request.name() != null && (request.name().length() > 150 || !NameText.isAllowed(request.name()))) {
			faults.add(new Fault("name", "the name has at most 150 characters and " + NameText.RULE));
		}
		range(faults, "parallel", request.parallel(), 1, 100);
		range(faults, "priority", request.priority(), -100, 100);
		if (request.search() != null) {
			range(faults, "search.count", request.search().count(), 1, 100);
			Double concentration = request.search().concentration();
			search(faults, request.search());
			if (concentration != null && !(concentration > 0 && concentration <= 1000)) {
				faults.add(new Fault("search.concentration", "must be above 0 and at most 1000, not " + concentration));
			}
		}
		if (request.untilDecided() != null) {
			range(faults, "untilDecided.most", request.untilDecided().most(), 2, Studies.MOST_SEEDS);
		}
		seeds(faults, request.seeds());
		axes(faults, request.axes());
		if (request.controls() != null && request.controls().stream().anyMatch(Objects::isNull)) {
			faults.add(new Fault("controls", "a control must be one of baseline, equal-steps, placebo, not null"));
		}
		if (!faults.isEmpty()) {
			throw new ExperimentFaultsException(faults);
		}
	}

	static void check(Extension extension) {
		List<Fault> faults = new ArrayList<>();
		if (extension.seeds() == null && extension.axes() == null) {
			faults.add(new Fault("seeds", "seeds or axes are required"));
		}
		seeds(faults, extension.seeds());
		axes(faults, extension.axes());
		if (!faults.isEmpty()) {
			throw new ExperimentFaultsException(faults);
		}
	}

	private static void search(List<Fault> faults, Search search) {
		if (search.kind() == null) {
			faults.add(new Fault("search.kind", "must be one of grid, random, halving, gaussian-process, thompson"));
		}
		range(faults, "search.reduction", search.reduction(), 2, 10);
		range(faults, "search.rungs", search.rungs(), 2, 6);
		boolean halving = search.reduction() != null || search.rungs() != null || search.metric() != null;
		if (halving && search.kind() != Search.Kind.HALVING) {
			faults.add(new Fault("search", "reduction, rungs and metric apply to the kind halving only"));
		}
		learning(faults, search);
		if (search.metric() != null && (search.metric().isBlank() || search.metric().length() > 100)) {
			faults.add(new Fault("search.metric", "must be a name of 1 to 100 characters, such as f1"));
		}
		if (search.kind() == Search.Kind.GRID) {
			drawn(faults, "search.count", search.count(),
					"applies to searches that draw or choose, not to the kind grid");
		}
		if (search.kind() == Search.Kind.GRID || (search.kind() == Search.Kind.HALVING && search.count() == null)) {
			String rule = "applies to random mixtures only: the kind random, or halving with a count";
			drawn(faults, "search.seed", search.seed(), rule);
			drawn(faults, "search.concentration", search.concentration(), rule);
		}
	}

	/** A field that has no effect because no mixtures are drawn. */
	private static void drawn(List<Fault> faults, String field, @Nullable Number value, String rule) {
		if (value != null) {
			faults.add(new Fault(field, rule));
		}
	}

	private static void learning(List<Fault> faults, Search search) {
		range(faults, "search.initial", search.initial(), 2, 99);
		int count = (search.count() != null) ? search.count() : Search.MIXTURES;
		if (search.kind() != Search.Kind.GAUSSIAN_PROCESS) {
			if (search.initial() != null) {
				faults.add(new Fault("search.initial", "applies to the kind gaussian-process only"));
			}
		}
		else if (count < 3) {
			faults.add(new Fault("search.count", "must be 3 or more for the kind gaussian-process, not " + count));
		}
		else if (search.initial() != null && search.initial() >= count) {
			faults.add(new Fault("search.initial",
					"must be below the number of mixtures (" + count + "), not " + search.initial()));
		}
		if (search.kind() == Search.Kind.THOMPSON && search.concentration() != null) {
			faults
				.add(new Fault("search.concentration", "does not apply to the kind thompson, which draws no mixtures"));
		}
	}

	private static void range(List<Fault> faults, String field, @Nullable Integer value, int least, int most) {
		if (value != null && (value < least || value > most)) {
			faults.add(new Fault(field, "must be from " + least + " to " + most + ", not " + value));
		}
	}

	private static void seeds(List<Fault> faults, @Nullable List<Long> seeds) {
		if (seeds == null) {
			return;
		}
		if (seeds.isEmpty() || seeds.size() > Studies.MOST_SEEDS || seeds.stream().anyMatch(Objects::isNull)) {
			faults.add(new Fault("seeds", "must be 1 to " + Studies.MOST_SEEDS + " whole numbers"));
		}
		else if (new HashSet<>(seeds).size() < seeds.size()) {
			faults.add(new Fault("seeds", "a seed is given twice"));
		}
	}

	private static boolean areLabels(List<String> labels, int values) {
		return new HashSet<>(labels).size() == values && labels.size() == values && labels.stream()
			.allMatch(
					(label) -> label != null && !label.isBlank() && label.length() <= 100 && NameText.isAllowed(label));
	}

	private static void axes(List<Fault> faults, @Nullable List<Axis> axes) {
		if (axes == null) {
			return;
		}
		if (axes.size() > AXES) {
			faults.add(new Fault("axes", "at most " + AXES + " axes are allowed, not " + axes.size()));
		}
		for (int i = 0; i < axes.size(); i++) {
			Axis axis = axes.get(i);
			String at = "axes[" + i + "]";
			if (axis == null || axis.field() == null || axis.field().isBlank()) {
				faults.add(new Fault(at + ".field", "must be a field of the plan, such as learningRate"));
			}
			else if (axis.values() == null || axis.values().isEmpty()) {
				faults.add(new Fault(at + ".values", "at least one value is required"));
			}
			else if (axis.labels() != null && !areLabels(axis.labels(), axis.values().size())) {
				faults.add(new Fault(at + ".labels",
						"must be as many different strings of 1 to 100 characters as there are values ("
								+ axis.values().size() + "), and a label " + NameText.RULE));
			}
		}
	}

}
