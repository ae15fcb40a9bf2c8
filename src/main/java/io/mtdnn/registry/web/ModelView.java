package io.mtdnn.registry.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.evaluation.Baseline;
import io.mtdnn.model.Precision;
import io.mtdnn.registry.store.ModelAlias;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * A model as the API shows it.
 *
 * @param id its id: that of the job that made it, with "-best" for the second model of a
 * job with "keep": "both"
 * @param name its name; the newest of a name answers to it
 * @param aliases the aliases that point to it
 * @param jobId the job that made it; absent for an imported model
 * @param encoder the pretrained encoder it started from
 * @param createdAt when it was registered
 * @param tasks its heads, with the labels of classifications
 * @param nullThreshold null odds above which it returns ""
 * @param maxSequenceLength word pieces per window
 * @param maxQuestionLength word pieces a question is cut to
 * @param docStride step from window to window in word pieces
 * @param epoch the epoch it was trained to; absent in models of earlier versions
 * @param selection how that epoch was chosen; absent in models of earlier versions
 * @param metrics per dataset the metrics of that epoch
 * @param evaluationPrecision precision in which these metrics and the null odds were
 * computed; absent without an evaluation
 * @param answeringPrecision precision in which the model answers on this node
 * @param belowBaseline per dataset on which it is no better than a program that never
 * reads, both scores; absent when there is none
 * @param provenance plan, data hashes and versions; not in lists
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ModelView(String id, String name, List<String> aliases, @Nullable String jobId, String encoder,
		Instant createdAt, List<Task> tasks, double nullThreshold, int maxSequenceLength, int maxQuestionLength,
		int docStride, @Nullable Integer epoch, @Nullable String selection, Map<String, Map<String, Double>> metrics,
		@Nullable String evaluationPrecision, String answeringPrecision,
		@JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Baseline> belowBaseline,
		@Nullable Map<String, Object> provenance) {

	static ModelView brief(RegisteredModel model, List<ModelAlias> aliases, Precision answering) {
		return of(model, aliases, answering, null);
	}

	static ModelView whole(RegisteredModel model, List<ModelAlias> aliases, Precision answering) {
		return of(model, aliases, answering, model.provenance());
	}

	private static ModelView of(RegisteredModel model, List<ModelAlias> aliases, Precision answering,
			@Nullable Map<String, Object> provenance) {
		List<String> own = aliases.stream()
			.filter((alias) -> alias.modelId().equals(model.id()))
			.map(ModelAlias::alias)
			.toList();
		return new ModelView(model.id(), model.name(), own, model.jobId(), model.encoder(), model.createdAt(),
				model.tasks(), model.nullThreshold(), model.maxSequenceLength(), model.maxQuestionLength(),
				model.docStride(), model.epoch(), model.selection(), model.metrics(), model.evaluationPrecision(),
				answering.text(), model.belowBaseline(), provenance);
	}

}
