package io.mtdnn.model.encoder;

import java.util.stream.LongStream;

/**
 * The name and shape of a parameter.
 *
 * @param name Hugging Face name
 * @param shape sizes per dimension
 */
public record Parameter(String name, long[] shape) {

	/** Number of values. */
	public long numbers() {
		return LongStream.of(this.shape).reduce(1, (a, b) -> a * b);
	}

}
