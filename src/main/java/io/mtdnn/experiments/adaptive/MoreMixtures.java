package io.mtdnn.experiments.adaptive;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.mtdnn.experiments.analysis.ArmRuns;
import io.mtdnn.experiments.search.MixtureSearch;
import io.mtdnn.experiments.search.Mixtures;
import io.mtdnn.experiments.study.Arm;
import io.mtdnn.experiments.study.Axis;
import io.mtdnn.experiments.study.Extension;
import io.mtdnn.experiments.study.Search;
import io.mtdnn.experiments.study.Studies;
import io.mtdnn.experiments.study.Study;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The mixtures that a search by a Gaussian process trains next. */
public final class MoreMixtures {

	private MoreMixtures() {
	}

	/**
	 * The study with the next mixtures, as many as fill the jobs that may be open at a
	 * time. Runs that failed are left out.
	 * @param arms the arms of the study, of which no run is left to be done
	 * @return empty if the search is done, or the scores are too few to learn from
	 */
	public static Optional<Study> of(Study study, List<ArmRuns> arms) {
		Search search = study.search(Search.Kind.GAUSSIAN_PROCESS);
		if (search == null || study.later() < 1 || !canLearn(study, arms)) {
			return Optional.empty();
		}
		List<List<Double>> known = study.combinations().stream().map((arm) -> weights(study, arm)).toList();
		int count = Math.min(study.later(), batch(study));
		List<JsonNode> next = new ArrayList<>();
		TriedMixtures.of(study, arms)
			.search()
			.next(known, count, Objects.requireNonNullElse(search.seed(), 0L),
					Objects.requireNonNullElse(search.concentration(), 1.0))
			.forEach((weights) -> next.add(Mixtures.of(tasks(study), weights)));
		return next.isEmpty() ? Optional.empty() : Optional.of(Studies.extended(study.definition(),
				new Extension(null, List.of(new Axis("tasks", List.copyOf(next), null)))));
	}

	/** So many mixtures that no job that may be open is left out. */
	private static int batch(Study study) {
		int seeds = study.definition().seeds().size();
		return (study.definition().parallel() + seeds - 1) / seeds;
	}

	/**
	 * Whether two mixtures have scores, and one of the latest: otherwise something is
	 * wrong that more runs would not change.
	 */
	public static boolean canLearn(Study study, List<ArmRuns> arms) {
		List<Arm> mixtures = study.combinations();
		List<Arm> latest = mixtures.subList(Math.max(0, mixtures.size() - batch(study)), mixtures.size());
		List<Arm> scored = TriedMixtures.of(study, arms).scored();
		return scored.size() >= 2 && latest.stream().anyMatch(scored::contains);
	}

	private static ArrayNode tasks(Study study) {
		return (ArrayNode) study.definition().plan().fields().path("tasks");
	}

	/** The weights of an arm's mixture. */
	static List<Double> weights(Study study, Arm arm) {
		return Mixtures.weights(tasks(study), arm.values().get(0)).orElseThrow();
	}

}
