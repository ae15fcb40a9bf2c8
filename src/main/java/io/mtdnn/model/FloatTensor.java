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

}
