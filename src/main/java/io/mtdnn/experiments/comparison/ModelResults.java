package io.mtdnn.experiments.comparison;

import java.util.List;
import java.util.stream.IntStream;

import io.mtdnn.evaluation.QuestionResult;
import io.mtdnn.registry.RegisteredModel;

/**
 * A model's results on an evaluation set.
 *
 * @param threshold null odds above which it answers ""
 * @param results in the dataset's order
 */
public record ModelResults(RegisteredModel model, double threshold, List<QuestionResult> results) {

	/**
	 * The same with the texts of another model's results, because those of many models
	 * would fill the memory.
	 */
	ModelResults sharing(ModelResults other) {
		int both = Math.min(this.results.size(), other.results.size());
		return new ModelResults(this.model, this.threshold,
				IntStream.range(0, this.results.size())
					.mapToObj(
							(i) -> (i < both) ? this.results.get(i).sharing(other.results.get(i)) : this.results.get(i))
					.toList());
	}

	/** The answer to a question. */
	String answer(int question) {
		return this.results.get(question).answer(this.threshold);
	}

	/** Exact match of that answer, 0 or 1. */
	double exact(int question) {
		return this.results.get(question).score().exactAt(this.threshold);
	}

	/** F1 of that answer, 0 to 1. */
	double f1(int question) {
		return this.results.get(question).score().f1At(this.threshold);
	}

}
