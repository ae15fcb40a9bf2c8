package io.mtdnn.training.evaluation;

import java.util.List;

import io.mtdnn.answering.Candidate;
import io.mtdnn.answering.DecodedAnswer;
import io.mtdnn.datasets.Example.GoldAnswer;
import io.mtdnn.datasets.Example.SpanExample;
import io.mtdnn.evaluation.QuestionResult;
import io.mtdnn.evaluation.SquadPrediction;

/**
 * A model's result for one question of an evaluation set.
 *
 * @param example the question
 * @param prediction its best span and null odds
 * @param candidates the n-best spans and the null answer, best first
 */
record SpanResult(SpanExample example, SquadPrediction prediction, List<Candidate> candidates) {

	SpanResult {
		candidates = List.copyOf(candidates);
	}

	static SpanResult of(SpanExample example, DecodedAnswer decoded) {
		List<String> golds = example.answers().stream().map(GoldAnswer::text).toList();
		return new SpanResult(example, SquadPrediction.of(example.id(), golds, decoded), decoded.candidates());
	}

	QuestionResult result() {
		return QuestionResult.of(this.example.article(), this.example.question(), this.example.context(),
				this.prediction, confidence());
	}

	/** Probability of the best span among the candidates; 0 if there is no span. */
	double confidence() {
		return this.candidates.stream()
			.filter((one) -> !one.text().isEmpty())
			.findFirst()
			.map(Candidate::probability)
			.orElse(0.0);
	}

}
