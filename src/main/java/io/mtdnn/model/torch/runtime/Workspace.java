package io.mtdnn.model.torch.runtime;

import java.util.Objects;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Native memory that passes of varying shapes reuse. If every pass allocated its own, the
 * system would fault it in page by page, and it would fragment the C library's heap. It
 * grows to the size that the largest pass needs, and is freed when the model is closed.
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

	/** Memory for at least the given number of 32-bit values, with arbitrary content. */
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
