package io.mtdnn.model.torch.runtime;

import java.util.Objects;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Native memory that is reused by passes of varying shapes. Allocating it for every pass
 * would cost more than the arithmetic and fragment the C library's heap. It grows to the
 * size needed by the largest pass and is freed when the model closes.
 */
public final class Workspace {

	private static final double GROWTH = 1.1;

	private final NDManager manager;

	private @Nullable NDArray memory;

	private long capacity;

	/**
	 * @param manager owner of the memory
	 */
	public Workspace(NDManager manager) {
		this.manager = manager;
	}

	/** At least the given number of 32-bit values, with arbitrary content. */
	public NDArray atLeast(long values) {
		if (values > this.capacity) {
			if (this.memory != null) {
				this.memory.close();
			}
			this.capacity = (long) (GROWTH * values);
			this.memory = this.manager.create(new Shape(this.capacity));
		}
		return Objects.requireNonNull(this.memory);
	}

}
