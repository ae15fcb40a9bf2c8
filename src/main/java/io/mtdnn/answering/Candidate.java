package io.mtdnn.answering;

/**
 * One entry of the n-best list.
 *
 * @param text the slice of the original context; "" for the null answer
 * @param start first position in the context in UTF-16 units; 0 for the null answer
 * @param end position after the last in UTF-16 units; 0 for the null answer
 * @param logit start + end logit
 * @param probability softmax of {@code logit} over the n-best list, the null answer
 * included
 */
public record Candidate(String text, int start, int end, double logit, double probability) {

}
