package io.mtdnn.registry;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.mtdnn.task.Task;

/**
 * A model in the registry.
 *
 * @param id the id of the job that made it, with a suffix where a job makes two
 * @param name its name
 * @param nullThreshold null odds above which it answers ""
 * @param metrics per dataset the metrics of the kept epoch
 * @param provenance plan, data hashes, versions
 */
public record RegisteredModel(String id, String name, Instant createdAt, String encoder, List<Task> tasks,
		double nullThreshold, int maxSequenceLength, int maxQuestionLength, int docStride,
		Map<String, Map<String, Double>> metrics, Map<String, Object> provenance) {

	/** The epoch it was trained to, from 1; null in models of earlier versions. */
	public Integer epoch() {
		return (this.provenance.get("epoch") instanceof Number epoch) ? epoch.intValue() : null;
	}

	/** How that epoch was chosen, as a sentence; null in models of earlier versions. */
	public String selection() {
		return (this.provenance.get("selection") instanceof Map<?, ?> selection
				&& selection.get("reason") instanceof String reason) ? reason : null;
	}

	/** Id of the job that made it. */
	public String jobId() {
		return (this.provenance.get("job") instanceof String job) ? job : this.id;
	}

}
