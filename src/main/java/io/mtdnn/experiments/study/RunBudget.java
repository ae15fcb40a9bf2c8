package io.mtdnn.experiments.study;

import java.util.Locale;

import io.mtdnn.plan.TrainingRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lengths of runs. An epoch of a mixture in which the leading task has weight w takes 1 /
 * w times the steps of an epoch of the leading task alone, and epochs are whole. Runs are
 * shortened and lengthened by the number of questions, where `limits.train` bounds it.
 */
final class RunBudget {

	private static final int DEFAULT_EPOCHS = 2;

	private RunBudget() {
	}

	/** The mixture with as many steps as the leading task alone. */
	static TrainingRequest shortened(TrainingRequest request) {
		double weight = Tasks.leadingWeight(request);
		return (weight < 1) ? scaled(request, weight) : request;
	}

	/** The leading task alone with as many steps as a mixture with that weight of it. */
	static TrainingRequest lengthened(TrainingRequest lead, double weight) {
		return (weight < 1) ? scaled(lead, 1 / weight) : lead;
	}

	/**
	 * Whether a request can be scaled to any length: its questions are bounded, or the
	 * epochs stay whole.
	 */
	static boolean isExact(TrainingRequest request, double factor) {
		double epochs = epochs(request) * factor;
		return questions(request).isNumber() || (epochs > 1 - 1e-9 && Math.abs(epochs - Math.rint(epochs)) < 1e-9);
	}

	/** The rule that a request breaks which cannot be scaled. */
	static String rule(TrainingRequest request, double factor) {
		return String.format(Locale.ROOT, "requires limits.train[%s], because epochs are whole: %d would become %.2f",
				lead(request), epochs(request), epochs(request) * factor);
	}

	private static int epochs(TrainingRequest request) {
		return request.fields().path("epochs").asInt(DEFAULT_EPOCHS);
	}

	private static TrainingRequest scaled(TrainingRequest request, double factor) {
		ObjectNode fields = request.fields();
		double epochs = epochs(request) * factor;
		int whole = Math.max(1, (int) Math.ceil(epochs - 1e-9));
		fields.put("epochs", whole);
		JsonNode questions = questions(request);
		if (questions.isNumber()) {
			((ObjectNode) fields.path("limits").path("train")).put(lead(request),
					Math.max(1, Math.round(questions.doubleValue() * epochs / whole)));
		}
		return new TrainingRequest(fields);
	}

	private static JsonNode questions(TrainingRequest request) {
		return request.fields().path("limits").path("train").path(lead(request));
	}

	private static String lead(TrainingRequest request) {
		return request.fields().path("tasks").path(Tasks.lead(request)).path("dataset").asString("");
	}

}
