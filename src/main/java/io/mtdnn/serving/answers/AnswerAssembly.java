package io.mtdnn.serving.answers;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.answering.Candidate;
import io.mtdnn.answering.DecodedAnswer;
import io.mtdnn.answering.Softmax;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.Answer.Option;
import io.mtdnn.serving.Answer;
import io.mtdnn.serving.Timings;

/**
 * Makes an answer of the API from a decoded one: offsets in code points instead of UTF-16
 * units, and the best k candidates.
 */
final class AnswerAssembly {

	private final String context;

	private final ResolvedOptions options;

	AnswerAssembly(String context, ResolvedOptions options) {
		this.context = context;
		this.options = options;
	}

	/**
	 * @param droppedPieces word pieces of the question that were cut off
	 */
	Answer answer(DecodedAnswer decoded, RegisteredModel model, int droppedPieces) {
		List<Candidate> candidates = aligned(candidates(decoded));
		Candidate chosen = aligned(List.of(decoded.answer())).get(0);
		Candidate best = candidates.stream()
			.filter((candidate) -> candidate.start() == chosen.start() && candidate.end() == chosen.end())
			.findFirst()
			.orElse(chosen);
		List<Option> top = candidates.stream().limit(this.options.topK()).map(this::option).toList();
		Option answer = option(best);
		Double odds = Double.isFinite(decoded.nullOdds()) ? decoded.nullOdds() : null;
		return new Answer(answer.answer(), answer.score(), answer.start(), answer.end(), odds, this.options.threshold(),
				model, droppedPieces, top, Timings.NONE);
	}

	private List<Candidate> aligned(List<Candidate> candidates) {
		return this.options.wholeWords() ? WholeWords.of(this.context).widen(candidates) : candidates;
	}

	/** When "" is not allowed, it takes no share of the probability either. */
	private List<Candidate> candidates(DecodedAnswer decoded) {
		if (this.options.impossible() || decoded.bestSpan() == null) {
			return decoded.candidates();
		}
		List<Candidate> spans = decoded.candidates().stream().filter((one) -> !one.text().isEmpty()).toList();
		double[] probabilities = Softmax.of(spans.stream().mapToDouble(Candidate::logit).toArray());
		List<Candidate> shared = new ArrayList<>();
		for (int i = 0; i < probabilities.length; i++) {
			Candidate span = spans.get(i);
			shared.add(new Candidate(span.text(), span.start(), span.end(), span.logit(), probabilities[i]));
		}
		return shared;
	}

	private Option option(Candidate candidate) {
		int start = this.context.codePointCount(0, candidate.start());
		int end = start + this.context.codePointCount(candidate.start(), candidate.end());
		return new Option(candidate.text(), candidate.probability(), start, end);
	}

}
