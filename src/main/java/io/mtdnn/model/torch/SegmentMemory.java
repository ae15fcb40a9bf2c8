package io.mtdnn.model.torch;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.mtdnn.model.FloatTensor;
import io.mtdnn.model.ModelFormatException;

/**
 * Native memory of 32-bit values with the layout of a {@link Segment}, and the views of
 * it that the script uses.
 */
final class SegmentMemory {

	private final Segment segment;

	private final NDArray values;

	private final List<NDArray> blocks;

	/** Allocates memory with zeros, which the manager owns. */
	SegmentMemory(NDManager manager, Segment segment) {
		this.segment = segment;
		this.values = manager.zeros(new Shape(segment.size()));
		this.blocks = segment.blocks().stream().map(this::view).toList();
	}

	private NDArray view(Slot block) {
		if (block.size() == 0) {
			return this.values.getManager().create(new Shape(block.shape()));
		}
		try (NDArray part = this.values.get("{}:{}", block.offset(), block.offset() + block.size())) {
			return part.reshape(block.shape());
		}
	}

	Segment segment() {
		return this.segment;
	}

	NDArray values() {
		return this.values;
	}

	List<NDArray> blocks() {
		return this.blocks;
	}

	/** Frees the memory. Copies of it remain valid. */
	void free() {
		this.blocks.forEach(NDArray::close);
		this.values.close();
	}

	/**
	 * Fills every parameter with the function's result for its name.
	 * @throws ModelFormatException when a result has another shape
	 */
	void load(Function<String, FloatTensor> source) {
		FloatBuffer data = onHost() ? data() : FloatBuffer.allocate(this.segment.size());
		for (Slot slot : this.segment.slots()) {
			FloatTensor tensor = source.apply(slot.name());
			if (!Arrays.equals(tensor.shape(), slot.shape())) {
				throw new ModelFormatException("tensor '" + slot.name() + "' is " + Arrays.toString(tensor.shape())
						+ ", expected " + Arrays.toString(slot.shape()));
			}
			data.slice(slot.offset(), slot.size()).put(tensor.data().duplicate());
		}
		if (!onHost()) {
			fill(data);
		}
	}

	/**
	 * Copies values into the existing memory. On a GPU,
	 * {@link NDArray#set(java.nio.Buffer)} would allocate new memory for the array, and
	 * the blocks would remain views of the old memory.
	 */
	void fill(FloatBuffer data) {
		try (NDManager temporary = this.values.getManager().newSubManager();
				NDArray source = temporary.create(data, this.values.getShape())) {
			this.values.set(new NDIndex(":"), source);
		}
	}

	private boolean onHost() {
		return this.values.getDevice().equals(Device.cpu());
	}

	/**
	 * Adds every parameter to the map, under its name with a prefix. On a CPU, the data
	 * is a view that is valid until the memory is freed.
	 */
	void export(String prefix, Map<String, FloatTensor> tensors) {
		FloatBuffer data = data();
		for (Slot slot : this.segment.slots()) {
			tensors.put(prefix + slot.name(), new FloatTensor(slot.shape(), data.slice(slot.offset(), slot.size())));
		}
	}

	/** A view of the memory on a CPU, otherwise a copy of it. */
	private FloatBuffer data() {
		return onHost() ? this.values.toByteBuffer(true).asFloatBuffer() : copy();
	}

	/**
	 * Copies the memory to the heap. The copy of a GPU's memory that DJL's buffers use is
	 * freed only with the model.
	 */
	FloatBuffer copy() {
		try (NDArray copy = this.values.toDevice(Device.cpu(), true)) {
			return FloatBuffer.wrap(copy.toFloatArray());
		}
	}

}
