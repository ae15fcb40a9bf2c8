package io.mtdnn.experiments.comparison;

import java.util.List;

import io.mtdnn.evaluation.QuestionResult;
import io.mtdnn.registry.ModelMismatchException;

/** Checks whether all models of a comparison were evaluated on the same questions. */
final class SameQuestions {

	private SameQuestions() {
	}

	/**
	 * Checks both sides.
	 * @throws ModelMismatchException naming the side and the model that differs
	 */
	static void require(Arms arms) {
		require("a", arms.a(), arms.a().get(0));
		require("b", arms.b(), arms.a().get(0));
	}

	private static void require(String side, List<ModelResults> models, ModelResults first) {
		for (ModelResults model : models) {
			String start = "model '" + model.model().id() + "' was evaluated on different ";
			if (!ids(model).equals(ids(first))) {
				throw new ModelMismatchException(side, start + "questions (" + model.results().size() + ") than '"
						+ first.model().id() + "' (" + first.results().size() + ")");
			}
			for (int i = 0; i < first.results().size(); i++) {
				if (!isSame(model.results().get(i), first.results().get(i))) {
					throw new ModelMismatchException(side,
							start + "data than '" + first.model().id() + "': the text or the gold answers of question '"
									+ first.results().get(i).id() + "' differ");
				}
			}
		}
	}

	private static boolean isSame(QuestionResult one, QuestionResult other) {
		return one.question().equals(other.question()) && one.context().equals(other.context())
				&& one.golds().equals(other.golds());
	}

	private static List<String> ids(ModelResults model) {
		return model.results().stream().map(QuestionResult::id).toList();
	}

}
