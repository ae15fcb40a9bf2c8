package io.mtdnn.training.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.mtdnn.files.Replacement;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.tokenization.WordPieceTokenizer;
import io.mtdnn.training.TrainingFailure;
import io.mtdnn.training.checkpoint.RunState;
import io.mtdnn.training.evaluation.EpochEvaluation;
import io.mtdnn.training.evaluation.TaskEvaluation.Scores;

/** Writes the bundles of a run, each in one step. */
final class BundleFiles implements EpochEvaluation.BundleWriter {

	private final ModelFactory models;

	private final Path encoder;

	private final WordPieceTokenizer tokenizer;

	private final Path directory;

	private final ModelDescription template;

	/**
	 * @param directory the run's directory
	 * @param template all but the epoch and its metrics
	 */
	BundleFiles(ModelFactory models, Path encoder, WordPieceTokenizer tokenizer, Path directory,
			ModelDescription template) {
		this.models = models;
		this.encoder = encoder;
		this.tokenizer = tokenizer;
		this.directory = directory;
		this.template = template;
	}

	@Override
	public Path write(String name, TrainableModel model, RunState state, Map<String, Object> facts,
			Iterable<Scores> details) {
		Path target = this.directory.resolve(name);
		try {
			Replacement.directory(target, (bundle) -> {
				this.models.writeBundle(bundle, this.encoder, model, description(state, facts));
				this.tokenizer.write(bundle);
				details.forEach((scores) -> scores.writeDetails(bundle));
			});
			return target;
		}
		catch (IOException ex) {
			throw failure(name, ex);
		}
	}

	private ModelDescription description(RunState state, Map<String, Object> facts) {
		Map<String, Object> provenance = new LinkedHashMap<>(this.template.provenance());
		provenance.put("epoch", state.epoch());
		provenance.put("step", state.step());
		provenance.putAll(facts);
		return new ModelDescription(this.template.encoder(), this.template.tasks(), this.template.maxSequenceLength(),
				this.template.maxQuestionLength(), this.template.docStride(), this.template.nullThreshold(),
				provenance);
	}

	private static TrainingFailure failure(String name, IOException cause) {
		return TrainingFailure.unwritten("the " + name + " model", "the last checkpoint is whole", cause);
	}

}
