package io.mtdnn.registry.predictions;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import io.mtdnn.evaluation.EvaluationFile;
import io.mtdnn.evaluation.PredictionFiles;
import io.mtdnn.evaluation.StoredOdds;
import io.mtdnn.registry.EvaluatedDataset;
import io.mtdnn.registry.ModelDamagedException;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The predictions of models on their evaluation sets. */
@Service
public class Predictions {

	private final ModelRegistry registry;

	Predictions(ModelRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Null odds of a dataset's questions.
	 * @param dataset the evaluated dataset; null when there is only one
	 * @throws io.mtdnn.registry.ModelMismatchException when the model has none
	 */
	public EvaluationFile odds(RegisteredModel model, @Nullable String dataset) {
		return find(model, dataset, PredictionFiles.ODDS, ".jsonl");
	}

	/** N-best lists of a dataset's questions. */
	public EvaluationFile nBest(RegisteredModel model, @Nullable String dataset) {
		return find(model, dataset, PredictionFiles.N_BEST, ".jsonl.gz");
	}

	private EvaluationFile find(RegisteredModel model, @Nullable String dataset, String prefix, String suffix) {
		List<EvaluationFile> files = EvaluationFile.list(this.registry.bundle(model), prefix, suffix);
		List<String> known = files.stream().map(EvaluationFile::dataset).toList();
		return files.get(known.indexOf(EvaluatedDataset.choose(model, known, dataset, "such file")));
	}

	/** Reads null odds, in the dataset's order. */
	public List<StoredOdds> read(RegisteredModel model, EvaluationFile odds) {
		try {
			return PredictionFiles.read(odds.path());
		}
		catch (IOException ex) {
			throw damaged(model, odds, ex);
		}
	}

	/** Writes {@code predictions.json}: the answer to each question at a threshold. */
	public void writePredictions(RegisteredModel model, EvaluationFile odds, double threshold, OutputStream out) {
		PredictionFiles.writePredictions(read(model, odds), threshold, out);
	}

	/** Writes {@code null_odds.json}: the null odds of each question. */
	public void writeNullOdds(RegisteredModel model, EvaluationFile odds, OutputStream out) {
		PredictionFiles.writeNullOdds(read(model, odds), out);
	}

	/** Writes {@code nbest_predictions.json}: per question its candidates. */
	public void writeNBest(RegisteredModel model, EvaluationFile nBest, OutputStream out) {
		try {
			PredictionFiles.writeNBest(nBest.path(), out);
		}
		catch (IOException ex) {
			throw damaged(model, nBest, ex);
		}
	}

	private static ModelDamagedException damaged(RegisteredModel model, EvaluationFile file, Exception cause) {
		String name = file.path().getFileName().toString();
		return new ModelDamagedException(model.id(), name, name + " cannot be read", cause);
	}

}
