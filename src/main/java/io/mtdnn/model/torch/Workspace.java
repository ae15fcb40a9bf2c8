package io.mtdnn.model.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Native memory that passes of ever new shapes use again and again. Getting it from the
 * operating system for every pass would cost more than the arithmetic done in it, and
 * leave the C library's heap in pieces. It grows to what the largest pass needs and is
 * given back when the model closes.
 */
final class Workspace {

	private static final double GROWTH = 1.1;

	private final NDManager manager;

	private NDArray memory;

	private long capacity;

	Workspace(NDManager manager) {
		this.manager = manager;
	}

	/** At least so many 32-bit values, whose content is arbitrary. */
	NDArray atLeast(long values) {
		if (values > this.capacity) {
			if (this.memory != null) {
				this.memory.close();
			}
			this.capacity = (long) (GROWTH * values);
			this.memory = this.manager.create(new Shape(this.capacity));
		}
		return this.memory;
	}

}
