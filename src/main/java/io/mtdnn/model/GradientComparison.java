package io.mtdnn.model;

/**
 * The losses of several batches and the cosines between the encoder's gradients of them.
 *
 * @param losses mean loss of each batch
 * @param cosines cosine between the gradients of every two batches, -1 to 1, symmetric; 0
 * if a gradient is zero or not finite
 */
public record GradientComparison(float[] losses, double[][] cosines) {

}
