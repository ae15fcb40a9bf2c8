package io.mtdnn.registry.thresholds;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import io.mtdnn.evaluation.Calibration;
import io.mtdnn.evaluation.CalibrationFile;
import io.mtdnn.evaluation.EvaluationFile;
import io.mtdnn.evaluation.HalfAndHalf;
import io.mtdnn.evaluation.JudgedQuestion;
import io.mtdnn.evaluation.QuestionScore;
import io.mtdnn.evaluation.RiskCoverage;
import io.mtdnn.evaluation.RiskTarget;
import io.mtdnn.evaluation.SquadMetrics;
import io.mtdnn.evaluation.ThresholdCurve;
import io.mtdnn.evaluation.StoredOdds;
import io.mtdnn.registry.ModelDamagedException;
import io.mtdnn.registry.ModelMismatchException;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.registry.RegistryInputException;
import io.mtdnn.registry.predictions.Predictions;
import io.mtdnn.registry.store.StoredThresholds;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Studies null thresholds of models on the null odds that their evaluation stored in the
 * bundle, without running a model.
 */
@Service
public class Thresholds {

	private final Predictions predictions;

	private final StoredThresholds stored;

	Thresholds(Predictions predictions, StoredThresholds stored) {
		this.predictions = predictions;
		this.stored = stored;
	}

	/**
	 * How a model's scores depend on the threshold.
	 * @param dataset the evaluated dataset; null when there is only one
	 * @param points about how many thresholds
	 * @param targets largest shares of wrong answers, 0 to 1
	 * @throws ModelMismatchException when there are no null odds of that dataset
	 */
	public ThresholdStudy study(RegisteredModel model, @Nullable String dataset, int points, List<Double> targets) {
		EvaluationFile odds = this.predictions.odds(model, dataset);
		List<JudgedQuestion> questions = this.predictions.read(model, odds).stream().map(StoredOdds::judged).toList();
		List<QuestionScore> scores = questions.stream().map(JudgedQuestion::score).toList();
		Map<String, Double> official = new TreeMap<>(SquadMetrics.of(scores, 0));
		official.keySet().removeIf((name) -> !name.startsWith("best_"));
		return new ThresholdStudy(model, odds.dataset(), scores.size(), ThresholdCurve.of(scores, points), official,
				HalfAndHalf.of(scores).orElse(null), RiskCoverage.of(questions, points),
				targets.stream().map((target) -> RiskTarget.of(questions, target)).flatMap(Optional::stream).toList(),
				calibration(model, odds));
	}

	private static @Nullable Calibration calibration(RegisteredModel model, EvaluationFile odds) {
		try {
			return CalibrationFile.read(Objects.requireNonNull(odds.path().getParent()), odds.dataset()).orElse(null);
		}
		catch (UncheckedIOException ex) {
			throw new ModelDamagedException(model.id(), null,
					String.valueOf(Objects.requireNonNull(ex.getCause()).getMessage()), ex);
		}
	}

	/**
	 * Sets a model's threshold for all later requests that contain none.
	 * @return the model as it is now
	 * @throws RegistryInputException when the threshold is not finite
	 */
	public RegisteredModel promote(RegisteredModel model, double threshold) {
		if (!Double.isFinite(threshold)) {
			throw new RegistryInputException("threshold", "the threshold must be a finite number");
		}
		return this.stored.set(model.id(), threshold);
	}

}
