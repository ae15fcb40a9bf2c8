package io.mtdnn.pretrained;

import java.nio.FloatBuffer;

import io.mtdnn.model.FloatTensor;

/**
 * Turns {@code [in, out]} kernels, as TensorFlow and ONNX have them, into
 * {@code [out, in]} weights.
 */
final class Matrices {

	private Matrices() {
	}

	/** A copy. */
	static FloatTensor transposed(String name, FloatTensor matrix) {
		float[] values = new float[matrix.data().remaining()];
		matrix.data().duplicate().get(values);
		return transpose(name, matrix.shape(), values, FloatBuffer.allocate(values.length));
	}

	/**
	 * Writes the transposed matrix over the given one, so that large models need no
	 * second copy.
	 */
	static FloatTensor transposeInPlace(String name, FloatTensor matrix) {
		float[] values = new float[matrix.data().remaining()];
		matrix.data().duplicate().get(values);
		return transpose(name, matrix.shape(), values, matrix.data().duplicate());
	}

	private static FloatTensor transpose(String name, long[] shape, float[] values, FloatBuffer target) {
		if (shape.length != 2) {
			throw new EncoderException(name + " has " + shape.length + " dimensions instead of 2");
		}
		int inputs = (int) shape[0];
		int outputs = (int) shape[1];
		float[] row = new float[inputs];
		int start = target.position();
		for (int output = 0; output < outputs; output++) {
			for (int input = 0; input < inputs; input++) {
				row[input] = values[input * outputs + output];
			}
			target.put(row);
		}
		return new FloatTensor(new long[] { outputs, inputs }, target.position(start));
	}

}
