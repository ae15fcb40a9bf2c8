package io.mtdnn.answering;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import io.mtdnn.task.SpanLogits;

/** Collects the best spans, best first, each slice of a passage once. */
final class NBest {

	private final int capacity;

	private final List<Passage> passages;

	private final TreeSet<Span> spans = new TreeSet<>();

	private final Map<Slice, Span> bySlice = new HashMap<>();

	NBest(int capacity, List<Passage> passages) {
		this.capacity = capacity;
		this.passages = passages;
	}

	boolean isFull() {
		return this.spans.size() == this.capacity;
	}

	/** Adds a span, given by its first and last piece, if it is among the best. */
	void offer(int passage, int firstPiece, int lastPiece, double startLogit, double endLogit) {
		double logit = startLogit + endLogit;
		if (isFull() && logit < this.spans.last().logit()) {
			return;
		}
		Passage in = this.passages.get(passage);
		Slice slice = new Slice(passage, in.pieces().starts()[firstPiece], in.pieces().ends()[lastPiece]);
		Span span = new Span(slice, startLogit, endLogit);
		Span same = this.bySlice.get(slice);
		if (slice.end() <= slice.start() || (same != null && same.logit() >= logit)) {
			return;
		}
		if (same != null) {
			this.spans.remove(same);
		}
		this.spans.add(span);
		this.bySlice.put(slice, span);
		if (this.spans.size() > this.capacity) {
			this.bySlice.remove(this.spans.pollLast().slice());
		}
	}

	/**
	 * The spans and the null answer, best first, with softmax probabilities; spans go
	 * before an equal null answer.
	 * @param none the window with the null answer's logits
	 */
	List<Candidate> candidates(SpanLogits none) {
		List<Span> all = new ArrayList<>(this.spans);
		Span nullAnswer = new Span(new Slice(0, 0, 0), none.start()[0], none.end()[0]);
		int place = 0;
		while (place < all.size() && all.get(place).logit() >= nullAnswer.logit()) {
			place++;
		}
		all.add(place, nullAnswer);
		double[] probabilities = Softmax.of(all.stream().mapToDouble(Span::logit).toArray());
		List<Candidate> candidates = new ArrayList<>(all.size());
		for (int i = 0; i < probabilities.length; i++) {
			candidates.add(candidate(all.get(i), probabilities[i]));
		}
		return candidates;
	}

	private Candidate candidate(Span span, double probability) {
		Slice slice = span.slice();
		String text = this.passages.get(slice.passage()).text().substring(slice.start(), slice.end());
		return new Candidate(text, slice.passage(), slice.start(), slice.end(), span.startLogit(), span.endLogit(),
				probability);
	}

	private record Slice(int passage, int start, int end) {

	}

	private record Span(Slice slice, double startLogit, double endLogit) implements Comparable<Span> {

		double logit() {
			return this.startLogit + this.endLogit;
		}

		@Override
		public int compareTo(Span other) {
			if (logit() != other.logit()) {
				return (logit() > other.logit()) ? -1 : 1;
			}
			if (this.slice.passage() != other.slice.passage()) {
				return Integer.compare(this.slice.passage(), other.slice.passage());
			}
			return (this.slice.start() != other.slice.start())
					? Integer.compare(this.slice.start(), other.slice.start())
					: Integer.compare(this.slice.end(), other.slice.end());
		}

	}

}
