package io.mtdnn.serving.answers;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.serving.Answer;
import io.mtdnn.serving.Deadline;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.Question;
import org.jspecify.annotations.Nullable;

/**
 * Asks several models the same question, one after the other, because they may not all
 * fit into memory.
 */
public final class ModelComparison {

	private static final int MOST_MODELS = 5;

	private final QuestionAnswering answering;

	/** Asks through question answering. */
	public ModelComparison(QuestionAnswering answering) {
		this.answering = answering;
	}

	/**
	 * The models' answers, in the models' order.
	 * @throws InvalidQuestionException when there are too few or too many models
	 */
	public List<Answer> ask(@Nullable List<@Nullable String> models, Question question, Deadline deadline) {
		if (models == null || models.size() < 2 || models.size() > MOST_MODELS || models.contains(null)) {
			throw new InvalidQuestionException("models",
					"models must have 2 to " + MOST_MODELS + " aliases, ids or names");
		}
		if (question.options().model() != null) {
			throw new InvalidQuestionException("model", "name the models in 'models'");
		}
		List<Answer> answers = new ArrayList<>();
		for (String model : models) {
			answers.add(this.answering.answer(question.to(model), deadline));
		}
		return answers;
	}

}
