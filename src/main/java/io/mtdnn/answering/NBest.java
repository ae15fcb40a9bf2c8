package io.mtdnn.answering;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.tokenization.WordPieces;

/** The best spans seen so far, best first, each slice of the text once. */
final class NBest {

	private final int capacity;

	private final WordPieces pieces;

	private final List<Span> spans = new ArrayList<>();

	NBest(int capacity, WordPieces pieces) {
		this.capacity = capacity;
		this.pieces = pieces;
	}

	boolean isFull() {
		return this.spans.size() == this.capacity;
	}

	/** Takes a span, given by its first and last piece, if it is among the best. */
	void offer(int firstPiece, int lastPiece, double logit) {
		if (isFull() && logit < this.spans.get(this.capacity - 1).logit()) {
			return;
		}
		Span span = new Span(this.pieces.starts()[firstPiece], this.pieces.ends()[lastPiece], logit);
		if (span.end() <= span.start() || !displaces(span)) {
			return;
		}
		int place = this.spans.size();
		while (place > 0 && span.isBetterThan(this.spans.get(place - 1))) {
			place--;
		}
		this.spans.add(place, span);
		if (this.spans.size() > this.capacity) {
			this.spans.remove(this.capacity);
		}
	}

	/** Removes the same slice with a lower score; false when it is there with a score at least as high. */
	private boolean displaces(Span span) {
		for (int i = 0; i < this.spans.size(); i++) {
			Span other = this.spans.get(i);
			if (other.start() == span.start() && other.end() == span.end()) {
				if (other.logit() >= span.logit()) {
					return false;
				}
				this.spans.remove(i);
				return true;
			}
		}
		return true;
	}

	/** The spans and the null answer, best first, with softmax probabilities; spans go before an equal null answer. */
	List<Candidate> candidates(String context, double nullScore) {
		List<Span> all = new ArrayList<>(this.spans);
		int place = 0;
		while (place < all.size() && all.get(place).logit() >= nullScore) {
			place++;
		}
		all.add(place, new Span(0, 0, nullScore));
		double highest = all.get(0).logit();
		double sum = 0;
		for (Span span : all) {
			sum += Math.exp(span.logit() - highest);
		}
		List<Candidate> candidates = new ArrayList<>(all.size());
		for (Span span : all) {
			candidates.add(new Candidate(context.substring(span.start(), span.end()), span.start(), span.end(),
					span.logit(), Math.exp(span.logit() - highest) / sum));
		}
		return candidates;
	}

	private record Span(int start, int end, double logit) {

		boolean isBetterThan(Span other) {
			if (this.logit != other.logit) {
				return this.logit > other.logit;
			}
			return (this.start != other.start) ? this.start < other.start : this.end < other.end;
		}

	}

}
