package io.mtdnn.model.huggingface;

import java.nio.FloatBuffer;

import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.encoder.EncoderNames;
import io.mtdnn.model.encoder.EncoderWeights;
import io.mtdnn.task.Activation;

/**
 * Two layers with an activation between them that compute the same as one linear layer,
 * up to rounding.
 * <p>
 * Around 0, tanh is the identity: with a first layer of I / 4096 and a second one of 4096
 * times the weights, both exact in floating point, component x changes by the factor 1 -
 * x^2 / (3 * 4096^2), which differs from 1 by less than the rounding of a float for |x|
 * below 1.7. ReLU is the identity above 0, and GELU above 6, where the error function is
 * 1 in 32 bits. Hidden states are the output of a LayerNorm, so component i lies within
 * |gamma_i| sqrt(H) + |beta_i| of 0. The first layer adds that bound (for GELU, plus 6),
 * and the bias of the second one subtracts its share.
 *
 * @param denseWeight {@code [H, H]}
 * @param denseBias {@code [H]}
 * @param weight {@code [outputs, H]}
 * @param bias {@code [outputs]}
 */
record EquivalentLayers(FloatTensor denseWeight, FloatTensor denseBias, FloatTensor weight, FloatTensor bias) {

	private static final float POOLED = 1f / 4096;

	/** GELU is the identity in 32 bits above this value. */
	private static final double STRAIGHT = 6;

	static EquivalentLayers of(Activation activation, FloatTensor weight, FloatTensor bias, EncoderWeights encoder) {
		int width = encoder.config().hiddenSize();
		if (activation == Activation.TANH) {
			return new EquivalentLayers(diagonal(width, POOLED), FloatTensor.of(new float[width], width),
					FloatTensor.of(scaled(weight.data()), weight.shape()), bias);
		}
		float[] shift = bounds(encoder, (activation == Activation.GELU) ? STRAIGHT : 0);
		return new EquivalentLayers(diagonal(width, 1), FloatTensor.of(shift, width), weight,
				FloatTensor.of(shifted(weight.data(), bias.data(), shift), bias.shape()));
	}

	private static FloatTensor diagonal(int width, float value) {
		float[] matrix = new float[width * width];
		for (int i = 0; i < width; i++) {
			matrix[i * width + i] = value;
		}
		return FloatTensor.of(matrix, width, width);
	}

	private static float[] scaled(FloatBuffer weight) {
		float[] scaled = new float[weight.remaining()];
		weight.duplicate().get(scaled);
		for (int i = 0; i < scaled.length; i++) {
			scaled[i] /= POOLED;
		}
		return scaled;
	}

	/** A bound on each component of the last hidden states, plus a distance from 0. */
	private static float[] bounds(EncoderWeights encoder, double distance) {
		String norm = EncoderNames.layer(encoder.config().layers() - 1) + "output.LayerNorm";
		FloatBuffer gamma = encoder.floats(norm + ".weight").data();
		FloatBuffer beta = encoder.floats(norm + ".bias").data();
		int width = gamma.remaining();
		float[] bounds = new float[width];
		for (int i = 0; i < width; i++) {
			bounds[i] = (float) Math.ceil(Math.abs(gamma.get(gamma.position() + i)) * Math.sqrt(width)
					+ Math.abs(beta.get(beta.position() + i)) + distance);
		}
		return bounds;
	}

	private static float[] shifted(FloatBuffer weight, FloatBuffer bias, float[] shift) {
		float[] shifted = new float[bias.remaining()];
		for (int output = 0; output < shifted.length; output++) {
			double sum = bias.get(bias.position() + output);
			for (int i = 0; i < shift.length; i++) {
				sum -= (double) weight.get(weight.position() + output * shift.length + i) * shift[i];
			}
			shifted[output] = (float) sum;
		}
		return shifted;
	}

}
