package io.mtdnn.answering;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import io.mtdnn.tokenization.WordPieces;

/** The best spans seen so far, best first, each slice of the text once. */
final class NBest {

	private final int capacity;

	private final WordPieces pieces;

	private final TreeSet<Span> spans = new TreeSet<>();

	private final Map<Long, Span> bySlice = new HashMap<>();

	NBest(int capacity, WordPieces pieces) {
		this.capacity = capacity;
		this.pieces = pieces;
	}

	boolean isFull() {
		return this.spans.size() == this.capacity;
	}

	/** Takes a span, given by its first and last piece, if it is among the best. */
	void offer(int firstPiece, int lastPiece, double logit) {
		if (isFull() && logit < this.spans.last().logit()) {
			return;
		}
		Span span = new Span(this.pieces.starts()[firstPiece], this.pieces.ends()[lastPiece], logit);
		Span same = this.bySlice.get(span.slice());
		if (span.end() <= span.start() || (same != null && same.logit() >= logit)) {
			return;
		}
		if (same != null) {
			this.spans.remove(same);
		}
		this.spans.add(span);
		this.bySlice.put(span.slice(), span);
		if (this.spans.size() > this.capacity) {
			this.bySlice.remove(this.spans.pollLast().slice());
		}
	}

	/**
	 * The spans and the null answer, best first, with softmax probabilities; spans go
	 * before an equal null answer.
	 */
	List<Candidate> candidates(String context, double nullScore) {
		List<Span> all = new ArrayList<>(this.spans);
		int place = 0;
		while (place < all.size() && all.get(place).logit() >= nullScore) {
			place++;
		}
		all.add(place, new Span(0, 0, nullScore));
		double[] probabilities = Softmax.of(all.stream().mapToDouble(Span::logit).toArray());
		List<Candidate> candidates = new ArrayList<>(all.size());
		for (int i = 0; i < probabilities.length; i++) {
			Span span = all.get(i);
			candidates.add(new Candidate(context.substring(span.start(), span.end()), span.start(), span.end(),
					span.logit(), probabilities[i]));
		}
		return candidates;
	}

	private record Span(int start, int end, double logit) implements Comparable<Span> {

		long slice() {
			return ((long) this.start << 32) | this.end;
		}

		@Override
		public int compareTo(Span other) {
			if (this.logit != other.logit) {
				return (this.logit > other.logit) ? -1 : 1;
			}
			return (this.start != other.start) ? Integer.compare(this.start, other.start)
					: Integer.compare(this.end, other.end);
		}

	}

}
