package io.mtdnn.registry;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

import io.mtdnn.evaluation.Calibration;
import io.mtdnn.evaluation.CalibrationFile;
import io.mtdnn.evaluation.QuestionResult;
import io.mtdnn.evaluation.QuestionResults;

import org.springframework.stereotype.Component;

/** Reads what evaluations of questions stored in the bundles of models. */
@Component
public class ModelQuestions {

	private final ModelRegistry registry;

	ModelQuestions(ModelRegistry registry) {
		this.registry = registry;
	}

	/** Names of the datasets with results. */
	public List<String> datasets(RegisteredModel model) {
		return QuestionResults.datasets(this.registry.bundle(model));
	}

	/**
	 * Names of the datasets whose results contain questions and contexts; none for models
	 * of the first versions.
	 */
	public List<String> datasetsWithTexts(RegisteredModel model) {
		return QuestionResults.datasetsWithTexts(this.registry.bundle(model));
	}

	/**
	 * Reads the results for a dataset that {@link #datasets} names.
	 * @throws ModelDamagedException if they cannot be read
	 */
	public List<QuestionResult> read(RegisteredModel model, String dataset) {
		try {
			return QuestionResults.read(this.registry.bundle(model), dataset);
		}
		catch (UncheckedIOException ex) {
			throw ModelDamagedException.of(model, ex);
		}
	}

	/**
	 * The calibration of a dataset's answers.
	 * @return empty when the evaluation was too small or of an earlier version
	 * @throws ModelDamagedException if it cannot be read
	 */
	public Optional<Calibration> calibration(RegisteredModel model, String dataset) {
		try {
			return CalibrationFile.read(this.registry.bundle(model), dataset);
		}
		catch (UncheckedIOException ex) {
			throw ModelDamagedException.of(model, ex);
		}
	}

}
