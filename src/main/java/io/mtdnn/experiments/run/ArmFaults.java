package io.mtdnn.experiments.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.mtdnn.experiments.study.Arm;
import io.mtdnn.experiments.study.Search;
import io.mtdnn.experiments.study.Study;
import io.mtdnn.task.Fault;
import tools.jackson.databind.JsonNode;

/** Collects the faults of arms: each once, with the arms that have it. */
final class ArmFaults {

	private static final int NAMED = 3;

	private static final Pattern TASK = Pattern.compile("tasks\\[(\\d{1,9})](.*)", Pattern.DOTALL);

	private final Study study;

	private final Map<Fault, List<Arm>> arms = new LinkedHashMap<>();

	ArmFaults(Study study) {
		this.study = study;
	}

	void add(Arm arm, List<Fault> faults) {
		faults.forEach((fault) -> this.arms.computeIfAbsent(placed(arm, fault), (key) -> new ArrayList<>()).add(arm));
	}

	/** Thompson sampling pairs the tasks of the plan, where they have other places. */
	private Fault placed(Arm arm, Fault fault) {
		Matcher task = TASK.matcher((fault.field() != null) ? fault.field() : "");
		if (this.study.search(Search.Kind.THOMPSON) == null || !task.matches()) {
			return fault;
		}
		JsonNode planned = this.study.definition().plan().fields().path("tasks");
		JsonNode dataset = arm.request().fields().path("tasks").path(Integer.parseInt(task.group(1))).path("dataset");
		return IntStream.range(0, planned.size())
			.filter((i) -> planned.path(i).path("dataset").equals(dataset))
			.mapToObj((i) -> new Fault("tasks[" + i + "]" + task.group(2), fault.message()))
			.findFirst()
			.orElse(fault);
	}

	/**
	 * Faults of the arms' plans as those of the experiment. What all arms have in common
	 * is named without them, and what follows from one value of an axis by that value.
	 */
	List<Fault> all() {
		List<Fault> all = new ArrayList<>();
		this.arms.forEach((fault, found) -> all.add(new Fault(
				(fault.field() != null) ? "plan." + fault.field() : "plan",
				fault.message() + ((found.size() == this.study.arms().size()) ? "" : " (in " + named(found) + ")"))));
		return all;
	}

	private String named(List<Arm> found) {
		return this.study.valueOf(found).orElseGet(() -> {
			String first = found.stream().limit(NAMED).map(Arm::label).collect(Collectors.joining("; "));
			return (found.size() > NAMED) ? first + " and " + (found.size() - NAMED) + " more" : first;
		});
	}

}
