package io.mtdnn.serving.answers;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.serving.Answer;
import io.mtdnn.serving.Deadline;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.Question;
import org.jspecify.annotations.Nullable;

/**
 * Asks several models the same question, one after another, because they may not fit into
 * memory together.
 */
public final class ModelComparison {

	private static final int MAX_MODELS = 5;

	private final QuestionAnswering answering;

	/** A comparison with the given question answering. */
	public ModelComparison(QuestionAnswering answering) {
		this.answering = answering;
	}

	/**
	 * Returns the models' answers in the order of the models.
	 * @throws InvalidQuestionException when the number of models is not allowed, or the
	 * question names one itself
	 */
	public List<Answer> ask(@Nullable List<@Nullable String> models, Question question, Deadline deadline) {
		if (models == null || models.size() < 2 || models.size() > MAX_MODELS || models.contains(null)) {
			throw new InvalidQuestionException("models",
					"models must have 2 to " + MAX_MODELS + " aliases, ids or names");
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
