package io.mtdnn.training.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.mtdnn.files.Replacement;
import io.mtdnn.files.Trees;
import io.mtdnn.model.EncoderFiles;
import io.mtdnn.model.ModelDescription;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.model.TrainableModel;
import io.mtdnn.tokenization.WordPieceTokenizer;
import io.mtdnn.training.TrainingFailure;
import io.mtdnn.training.checkpoint.RunState;
import io.mtdnn.training.evaluation.EpochEvaluation;
import io.mtdnn.training.evaluation.TaskEvaluation.Scores;
import org.jspecify.annotations.Nullable;

/** Writes the bundles of a run atomically. */
final class BundleFiles implements EpochEvaluation.BundleWriter {

	private final ModelFactory models;

	private final Path encoder;

	private final WordPieceTokenizer tokenizer;

	private final Path directory;

	private final ModelDescription template;

	private @Nullable Written written;

	/**
	 * @param directory the run's directory
	 * @param template description without an epoch and its metrics
	 */
	BundleFiles(ModelFactory models, Path encoder, WordPieceTokenizer tokenizer, Path directory,
			ModelDescription template) {
		this.models = models;
		this.encoder = encoder;
		this.tokenizer = tokenizer;
		this.directory = directory;
		this.template = template;
	}

	/**
	 * Writes a bundle. If the weights of this step have already been written, they are
	 * linked.
	 */
	@Override
	public Path write(String name, TrainableModel model, RunState state, Map<String, Object> facts,
			Iterable<Scores> details) {
		Path target = this.directory.resolve(name);
		try {
			Replacement.directory(target, (bundle) -> {
				this.models.writeBundle(bundle, this.encoder, (file) -> weights(model, state, file),
						description(state, facts));
				this.tokenizer.write(bundle);
				details.forEach((scores) -> scores.writeDetails(bundle));
			});
			this.written = new Written(state.step(), target.resolve(EncoderFiles.WEIGHTS));
			return target;
		}
		catch (IOException ex) {
			throw failure(name, ex);
		}
	}

	private void weights(TrainableModel model, RunState state, Path file) {
		if (this.written == null || this.written.step() != state.step()) {
			model.saveWeights(file);
			return;
		}
		try {
			Trees.link(this.written.weights(), file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
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
		return TrainingFailure.unwritten("the " + name + " model", "the last checkpoint is complete", cause);
	}

	/**
	 * A file of weights on disk.
	 *
	 * @param step the step after which they were written
	 */
	private record Written(int step, Path weights) {

	}

}
