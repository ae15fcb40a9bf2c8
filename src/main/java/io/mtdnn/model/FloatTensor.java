package io.mtdnn.model;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A dense 32-bit tensor in row-major order.
 *
 * @param shape sizes per dimension; empty for a scalar
 * @param data the values between position and limit
 */
public record FloatTensor(long[] shape, FloatBuffer data) {

	public FloatTensor {
		if (Arrays.stream(shape).reduce(1, Math::multiplyExact) != data.remaining()) {
			throw new IllegalArgumentException(data.remaining() + " values for shape " + Arrays.toString(shape));
		}
	}

	public static FloatTensor of(float[] values, long... shape) {
		return new FloatTensor(shape, FloatBuffer.wrap(values));
	}

	/**
	 * The transposed matrix as a copy.
	 * @throws IllegalArgumentException when this is not a matrix
	 */
	public FloatTensor transposed() {
		return transposed(FloatBuffer.allocate(this.data.remaining()));
	}

	/**
	 * The transposed matrix, written over this one. Only a temporary copy of this matrix
	 * is needed, instead of a second copy of the whole model.
	 * @throws IllegalArgumentException when this is not a matrix
	 */
	public FloatTensor transposedInPlace() {
		return transposed(this.data.duplicate());
	}

	private FloatTensor transposed(FloatBuffer target) {
		if (this.shape.length != 2) {
			throw new IllegalArgumentException(this.shape.length + " dimensions instead of 2");
		}
		float[] values = new float[this.data.remaining()];
		this.data.duplicate().get(values);
		int rows = (int) this.shape[0];
		int columns = (int) this.shape[1];
		float[] line = new float[rows];
		int start = target.position();
		for (int column = 0; column < columns; column++) {
			for (int row = 0; row < rows; row++) {
				line[row] = values[row * columns + column];
			}
			target.put(line);
		}
		return new FloatTensor(new long[] { columns, rows }, target.position(start));
	}

}
