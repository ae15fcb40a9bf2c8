package io.mtdnn.serving.answers;

import java.util.List;
import java.util.stream.IntStream;

import io.mtdnn.answering.Candidate;
import io.mtdnn.answering.DecodedAnswer;
import io.mtdnn.answering.Softmax;
import io.mtdnn.evaluation.Calibration;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.Answer;
import io.mtdnn.serving.Answer.Option;
import io.mtdnn.serving.Document;
import io.mtdnn.serving.Timings;
import org.jspecify.annotations.Nullable;

/**
 * Converts a decoded answer to an answer of the API, with offsets in code points instead
 * of UTF-16 units, citations, and the best k candidates.
 *
 * @param documents the texts of the question, to which candidates refer by their index
 * @param calibration converts null odds to probabilities; null if the model has none
 */
record AnswerAssembly(List<Document> documents, ResolvedOptions options, @Nullable Calibration calibration) {

	/**
	 * Builds the answer.
	 * @param droppedPieces number of word pieces that were cut off the question
	 */
	Answer answer(DecodedAnswer decoded, RegisteredModel model, int droppedPieces) {
		List<Candidate> candidates = aligned(candidates(decoded));
		Candidate chosen = aligned(List.of(decoded.answer())).get(0);
		Candidate best = candidates.stream().filter(chosen::sameSlice).findFirst().orElse(chosen);
		List<Option> top = candidates.stream().limit(this.options.topK()).map(this::option).toList();
		Double odds = Double.isFinite(decoded.nullOdds()) ? decoded.nullOdds() : null;
		return new Answer(option(best), probability(decoded), odds, this.options.threshold(), model, droppedPieces, top,
				Timings.NONE);
	}

	/**
	 * The calibrated probability. Null for several texts, because the calibration is from
	 * an evaluation with one context per question.
	 */
	private @Nullable Double probability(DecodedAnswer decoded) {
		return (this.calibration == null || this.documents.size() > 1) ? null
				: this.calibration.probability(!decoded.answer().text().isEmpty(), decoded.nullOdds());
	}

	private List<Candidate> aligned(List<Candidate> candidates) {
		return this.options.wholeWords()
				? new WholeWords(this.documents.stream().map(Document::text).toList()).widen(candidates) : candidates;
	}

	/** The candidates. If "" is not allowed, the probabilities of the spans sum to 1. */
	private List<Candidate> candidates(DecodedAnswer decoded) {
		if (this.options.impossible() || decoded.bestSpan() == null) {
			return decoded.candidates();
		}
		List<Candidate> spans = decoded.candidates().stream().filter((one) -> !one.text().isEmpty()).toList();
		double[] probabilities = Softmax.of(spans.stream().mapToDouble(Candidate::logit).toArray());
		return IntStream.range(0, probabilities.length).mapToObj((i) -> spans.get(i).with(probabilities[i])).toList();
	}

	private Option option(Candidate candidate) {
		Document document = this.documents.get(candidate.passage());
		int start = document.text().codePointCount(0, candidate.start());
		int end = start + document.text().codePointCount(candidate.start(), candidate.end());
		boolean cited = !candidate.text().isEmpty();
		return new Option(candidate.text(), candidate.probability(), start, end, cited ? document.index() : null,
				cited ? document.id() : null);
	}

}
