package io.mtdnn.experiments.run;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.mtdnn.experiments.ExperimentFaultsException;
import io.mtdnn.experiments.ResultsMissingException;
import io.mtdnn.experiments.scores.RunScores;
import io.mtdnn.experiments.store.ExperimentStore;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.registry.ModelRegistry;
import org.springframework.stereotype.Service;

/** Finds the models of an experiment's arms, one for each seed. */
@Service
public class ArmModels {

	private final ExperimentStore store;

	private final RunFollowing following;

	private final ExperimentJson json;

	private final ModelRegistry registry;

	ArmModels(ExperimentStore store, RunFollowing following, ExperimentJson json, ModelRegistry registry) {
		this.store = store;
		this.following = following;
		this.json = json;
		this.registry = registry;
	}

	/**
	 * Ids of the models of an arm's finished runs.
	 * @param field the parameter that names the arm
	 * @param label the arm's label; the spaces after its commas do not matter
	 * @throws ExperimentFaultsException if the experiment does not have the arm
	 * @throws ResultsMissingException if none of its runs has finished and left a model
	 */
	public List<String> of(String experiment, String field, String label) {
		List<StoredRun> runs = this.following.follow(this.store.get(experiment));
		Set<String> arms = runs.stream().map(StoredRun::arm).collect(Collectors.toCollection(LinkedHashSet::new));
		String arm = arms.stream()
			.filter((known) -> spaced(known).equals(spaced(label)))
			.findFirst()
			.orElseThrow(() -> new ExperimentFaultsException(field,
					"the experiment has no arm '" + label + "'; its arms are: " + String.join("; ", arms)));
		List<String> models = runs.stream()
			.filter((run) -> run.arm().equals(arm))
			.map(this.json::scores)
			.filter(Objects::nonNull)
			.map(RunScores::modelId)
			.filter((id) -> id != null && this.registry.find(id).isPresent())
			.toList();
		if (models.isEmpty()) {
			throw new ResultsMissingException(field,
					"no run of arm '" + arm + "' has finished, or the models of its runs have been deleted");
		}
		return models;
	}

	private static String spaced(String label) {
		return Arrays.stream(label.split(",")).map(String::strip).collect(Collectors.joining(", "));
	}

}
