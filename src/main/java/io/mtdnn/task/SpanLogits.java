package io.mtdnn.task;

/**
 * The span head's output for one input row.
 *
 * @param start start logit of each token, [CLS] first
 * @param end end logit of each token
 */
public record SpanLogits(float[] start, float[] end) {

}
