package io.mtdnn.experiments.comparison;

import java.util.List;

import io.mtdnn.evaluation.QuestionResult;
import io.mtdnn.experiments.ResultsMissingException;
import io.mtdnn.registry.EvaluatedDataset;
import io.mtdnn.registry.ModelQuestions;
import io.mtdnn.registry.RegisteredModel;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the results of models from their bundles. */
@Component
public class StoredResults {

	private final ModelQuestions questions;

	StoredResults(ModelQuestions questions) {
		this.questions = questions;
	}

	/**
	 * Selects the dataset to read.
	 * @param dataset its name; null for the only one
	 * @param field the parameter that names the model
	 * @throws ResultsMissingException if the model's bundle has no results
	 * @throws io.mtdnn.registry.ModelMismatchException if it does not have that dataset,
	 * or several
	 */
	String dataset(RegisteredModel model, @Nullable String dataset, String field) {
		List<String> known = this.questions.datasetsWithTexts(model);
		if (known.isEmpty()) {
			throw new ResultsMissingException(field, "Model '" + model.id()
					+ "' has no results by question: it was not evaluated on questions, or was evaluated by a version that did not store them. Train it again to compare it.");
		}
		return EvaluatedDataset.choose(model, known, dataset, "results by question");
	}

	/**
	 * Reads the results of a dataset that {@link #dataset} returned.
	 * @param threshold null odds above which the model answers ""; null for its own
	 */
	ModelResults read(RegisteredModel model, String dataset, @Nullable Double threshold) {
		double own = (threshold != null) ? threshold : model.nullThreshold();
		return new ModelResults(model, own, read(model, dataset));
	}

	/**
	 * Reads the results of a dataset.
	 * @throws ModelDamagedException if they cannot be read
	 */
	public List<QuestionResult> read(RegisteredModel model, String dataset) {
		return this.questions.read(model, dataset);
	}

	/** Whether a model's bundle has results of a dataset. */
	public boolean has(RegisteredModel model, String dataset) {
		return this.questions.datasetsWithTexts(model).contains(dataset);
	}

}
