package io.mtdnn.registry.predictions;

import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

import io.mtdnn.evaluation.PredictionFiles;
import io.mtdnn.evaluation.QuestionResults;
import io.mtdnn.registry.EvaluatedDataset;
import io.mtdnn.registry.ModelDamagedException;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The predictions of models on their evaluation sets. All methods throw a
 * {@link io.mtdnn.registry.ModelMismatchException} when the model has none, and a
 * {@link ModelDamagedException} when they cannot be read.
 */
@Service
public class Predictions {

	private final ModelRegistry registry;

	Predictions(ModelRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Writes {@code predictions.json}: the answer to each question at a threshold.
	 * @param dataset the evaluated dataset; null when there is only one
	 */
	public void writePredictions(RegisteredModel model, @Nullable String dataset, double threshold, OutputStream out) {
		write(model, evaluated(model, dataset), (files) -> files.writePredictions(threshold, out));
	}

	/** Writes {@code null_odds.json}: the null odds of each question. */
	public void writeNullOdds(RegisteredModel model, @Nullable String dataset, OutputStream out) {
		write(model, evaluated(model, dataset), (files) -> files.writeNullOdds(out));
	}

	/** Writes {@code nbest_predictions.json}: per question its candidates. */
	public void writeNBest(RegisteredModel model, @Nullable String dataset, OutputStream out) {
		List<String> known = PredictionFiles.datasetsWithNBest(this.registry.bundle(model));
		write(model, EvaluatedDataset.choose(model, known, dataset, "n-best lists"), (files) -> files.writeNBest(out));
	}

	private String evaluated(RegisteredModel model, @Nullable String dataset) {
		List<String> known = QuestionResults.datasets(this.registry.bundle(model));
		return EvaluatedDataset.choose(model, known, dataset, "predictions");
	}

	private void write(RegisteredModel model, String dataset, Consumer<PredictionFiles> writing) {
		try {
			writing.accept(new PredictionFiles(this.registry.bundle(model), dataset));
		}
		catch (UncheckedIOException ex) {
			throw ModelDamagedException.of(model, ex);
		}
	}

}
