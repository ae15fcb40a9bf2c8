package io.mtdnn.model.torch;

import java.util.Arrays;

/**
 * The location of a parameter in its segment's memory.
 *
 * @param name Hugging Face name
 * @param shape sizes per dimension
 * @param offset index of its first value
 */
record Slot(String name, long[] shape, int offset) {

	int size() {
		return Math.toIntExact(Arrays.stream(this.shape).reduce(1, Math::multiplyExact));
	}

	/**
	 * Whether weight decay applies. It applies only to matrices; biases and the weights
	 * of LayerNorm are vectors.
	 */
	boolean decayed() {
		return this.shape.length > 1;
	}

}
