package io.mtdnn.model.encoder;

import java.util.stream.LongStream;

/**
 * A parameter's name and shape.
 *
 * @param name Hugging Face name
 * @param shape sizes per dimension
 */
public record Parameter(String name, long[] shape) {

	/** How many numbers it has. */
	public long numbers() {
		return LongStream.of(this.shape).reduce(1, (a, b) -> a * b);
	}

}
