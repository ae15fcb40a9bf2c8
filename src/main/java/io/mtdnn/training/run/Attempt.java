package io.mtdnn.training.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.mtdnn.files.Digests;
import io.mtdnn.model.EncoderConfig;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.plan.Keep;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.tokenization.WordPieceTokenizer;
import io.mtdnn.training.KeptModel;
import io.mtdnn.training.RunInputs;
import io.mtdnn.training.checkpoint.RunState;
import io.mtdnn.training.checkpoint.RunState.Best;
import io.mtdnn.training.checkpoint.RunState.Last;
import io.mtdnn.training.evaluation.KeptEpochs;
import io.mtdnn.training.preflight.DataPreparation;
import io.mtdnn.training.preflight.PreparedTask;
import tools.jackson.databind.json.JsonMapper;

/**
 * An attempt of a run.
 *
 * @param expected the inputs of the run's pre-flight
 * @param read the inputs that this attempt has read
 * @param encoder directory with the encoder's configuration and tokenizer
 */
record Attempt(String runId, TrainingPlan plan, RunInputs expected, RunInputs read, Path directory, Path encoder,
		EncoderConfig config, WordPieceTokenizer tokenizer, List<PreparedTask> prepared, TrainableModel model) {

	/** The description of the run's models, with their provenance. */
	ModelDescription description() {
		Map<String, Object> provenance = new LinkedHashMap<>();
		provenance.put("job", this.runId);
		provenance.put("plan", this.plan);
		provenance.put("data", this.read.data());
		provenance.put("encoder", this.read.encoder());
		provenance.put("java", Runtime.version().toString());
		return new ModelDescription(this.plan.encoder(), DataPreparation.tasks(this.prepared),
				this.plan.maxSequenceLength(), this.plan.maxQuestionLength(), this.plan.docStride(), 0, provenance);
	}

	/**
	 * The hash of plan, data and encoder, which must equal that of a checkpoint from
	 * which the run resumes.
	 */
	String planHash(JsonMapper json) {
		String text = json.writeValueAsString(this.plan) + DataPreparation.dataHashes(this.prepared);
		return Digests.sha256(this.expected.encoder().isEmpty() ? text : text + new TreeMap<>(this.read.encoder()));
	}

	/** The models that the run keeps at its end. */
	List<KeptModel> models(KeptEpochs kept, RunState state) {
		List<KeptModel> models = new ArrayList<>();
		if (kept.keepsBest()) {
			Best best = Objects.requireNonNull(state.best(), "a run ends with an evaluation");
			models.add(new KeptModel(Keep.BEST, this.directory.resolve("best"), best.epoch(), best.metrics()));
		}
		if (kept.keepsLast()) {
			Last last = Objects.requireNonNull(state.last(), "a run ends with an evaluation");
			models.add(new KeptModel(Keep.LAST, this.directory.resolve("last"), last.epoch(), last.metrics()));
		}
		return models;
	}

}
