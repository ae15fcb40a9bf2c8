package io.mtdnn.experiments.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.mtdnn.experiments.store.ExperimentStore;
import io.mtdnn.experiments.store.StoredExperiment;
import io.mtdnn.experiments.store.StoredRun;
import io.mtdnn.jobs.Job;
import org.springframework.stereotype.Component;

/** Compares the files that the runs of an experiment read, and stores their hashes. */
@Component
class ReadInputs {

	private final ExperimentStore store;

	private final ExperimentJson json;

	ReadInputs(ExperimentStore store, ExperimentJson json) {
		this.store = store;
		this.json = json;
	}

	/**
	 * Compares what the job of a run reads with what the experiment's other runs read.
	 * @return the files that have changed; empty if none has, or if the job has not been
	 * prepared
	 */
	Optional<String> changed(StoredExperiment experiment, StoredRun run, Job job) {
		if (job.preflight() == null) {
			return Optional.empty();
		}
		Map<String, String> read = new LinkedHashMap<>(job.preflight().dataHashes());
		job.preflight()
			.encoderHashes()
			.forEach((file, hash) -> read.put("encoder " + job.plan().encoder() + ": " + file, hash));
		Optional<String> changed = changed(this.json.inputs(experiment.inputs()), read);
		if (changed.isEmpty() && !this.json.inputs(experiment.inputs()).keySet().containsAll(read.keySet())) {
			return stored(experiment.id(), run, read);
		}
		return changed;
	}

	/** Compares again under the row's lock, because another node may store as well. */
	private Optional<String> stored(String experiment, StoredRun run, Map<String, String> read) {
		Map<String, String> known = new LinkedHashMap<>();
		this.store.inputs(experiment, run, (inputs) -> {
			known.putAll(this.json.inputs(inputs));
			Map<String, String> all = new LinkedHashMap<>(read);
			all.putAll(known);
			return changed(known, read).isPresent() ? inputs : this.json.write(all);
		});
		return changed(known, read);
	}

	private static Optional<String> changed(Map<String, String> known, Map<String, String> read) {
		String files = read.entrySet()
			.stream()
			.filter((entry) -> known.containsKey(entry.getKey()) && !known.get(entry.getKey()).equals(entry.getValue()))
			.map(Map.Entry::getKey)
			.collect(Collectors.joining(", "));
		return files.isEmpty() ? Optional.empty() : Optional.of(files);
	}

}
