package io.mtdnn.registry.thresholds;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.mtdnn.evaluation.HalfAndHalf;
import io.mtdnn.evaluation.JudgedQuestion;
import io.mtdnn.evaluation.QuestionResult;
import io.mtdnn.evaluation.QuestionScore;
import io.mtdnn.evaluation.RiskCoverage;
import io.mtdnn.evaluation.RiskTarget;
import io.mtdnn.evaluation.SquadMetrics;
import io.mtdnn.evaluation.ThresholdCurve;
import io.mtdnn.registry.EvaluatedDataset;
import io.mtdnn.registry.ModelMismatchException;
import io.mtdnn.registry.ModelQuestions;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.registry.RegistryInputException;
import io.mtdnn.registry.store.StoredThresholds;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Studies null thresholds of models on the null odds that their evaluation stored in the
 * bundle, without running a model.
 */
@Service
public class Thresholds {

	private final ModelQuestions questions;

	private final StoredThresholds stored;

	Thresholds(ModelQuestions questions, StoredThresholds stored) {
		this.questions = questions;
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
		String chosen = EvaluatedDataset.choose(model, this.questions.datasets(model), dataset, "null odds");
		List<JudgedQuestion> questions = this.questions.read(model, chosen)
			.stream()
			.map(QuestionResult::judged)
			.toList();
		List<QuestionScore> scores = questions.stream().map(JudgedQuestion::score).toList();
		Map<String, Double> official = new TreeMap<>(SquadMetrics.of(scores, 0));
		official.keySet().removeIf((name) -> !name.startsWith("best_"));
		return new ThresholdStudy(model, chosen, scores.size(), ThresholdCurve.of(scores, points), official,
				HalfAndHalf.of(scores).orElse(null), RiskCoverage.of(questions, points),
				targets.stream().map((target) -> RiskTarget.of(questions, target)).flatMap(Optional::stream).toList(),
				this.questions.calibration(model, chosen).orElse(null));
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
