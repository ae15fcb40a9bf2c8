package io.mtdnn.model;

/**
 * How the encoder's gradients of several batches relate.
 *
 * @param losses mean loss of each batch
 * @param cosines cosine between the gradients of every two batches, -1 to 1, symmetric; 0
 * if a gradient is zero or not finite
 */
public record GradientComparison(float[] losses, double[][] cosines) {

}
