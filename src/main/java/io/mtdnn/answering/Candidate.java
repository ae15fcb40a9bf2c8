package io.mtdnn.answering;

/**
 * One entry of the n-best list.
 *
 * @param text the slice of its passage; "" for the null answer
 * @param passage index of the passage; 0 for the null answer
 * @param start first position in the passage in UTF-16 units; 0 for the null answer
 * @param end position after the last in UTF-16 units; 0 for the null answer
 * @param startLogit start logit of the first piece
 * @param endLogit end logit of the last piece
 * @param probability softmax of {@link #logit} over the n-best list, the null answer
 * included
 */
public record Candidate(String text, int passage, int start, int end, double startLogit, double endLogit,
		double probability) {

	/** The candidate's score: the sum of both logits. */
	public double logit() {
		return this.startLogit + this.endLogit;
	}

	/** Whether both are the same slice of the same passage. */
	public boolean sameSlice(Candidate other) {
		return this.passage == other.passage && this.start == other.start && this.end == other.end;
	}

	/** The same with another probability. */
	public Candidate with(double other) {
		return new Candidate(this.text, this.passage, this.start, this.end, this.startLogit, this.endLogit, other);
	}

}
