package io.mtdnn.registry;

import java.io.UncheckedIOException;
import java.util.List;

import io.mtdnn.evaluation.QuestionResult;
import io.mtdnn.evaluation.QuestionResults;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/** Reads the results by question that evaluations stored in the bundles of models. */
@Component
public class ModelQuestions {

	private final ModelRegistry registry;

	private final JsonMapper json = JsonMapper.shared();

	ModelQuestions(ModelRegistry registry) {
		this.registry = registry;
	}

	/** Names of the datasets with results; none for models of earlier versions. */
	public List<String> datasets(RegisteredModel model) {
		return QuestionResults.datasets(this.registry.bundle(model));
	}

	/**
	 * Reads the results for a dataset that {@link #datasets} names.
	 * @throws ModelDamagedException if they cannot be read
	 */
	public List<QuestionResult> read(RegisteredModel model, String dataset) {
		try {
			return QuestionResults.read(this.registry.bundle(model), dataset, this.json);
		}
		catch (UncheckedIOException ex) {
			throw new ModelDamagedException(model.id(), "questions-" + dataset + ".jsonl.gz",
					"the results by question cannot be read", ex);
		}
	}

}
