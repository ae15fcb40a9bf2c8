package io.mtdnn.model.torch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import io.mtdnn.model.TrainableModel.StepNumbers;
import io.mtdnn.model.torch.runtime.TorchRuntime;
import org.jspecify.annotations.Nullable;

/**
 * The losses and norms of steps. They stay on the device until one of them is read; then
 * all are copied at once, because every copy waits for the device.
 */
final class StepLedger {

	private final TorchRuntime runtime;

	private final List<Entry> open = new ArrayList<>();

	StepLedger(TorchRuntime runtime) {
		this.runtime = runtime;
	}

	/**
	 * Adds a step and takes ownership of its arrays.
	 * @param losses the loss of each micro-batch
	 * @param clip an array whose first value is the norm
	 */
	StepNumbers add(List<NDArray> losses, NDArray clip) {
		Entry entry = new Entry(losses, clip);
		this.open.add(entry);
		return entry;
	}

	private void read() {
		try (NDManager temporary = this.runtime.newManager()) {
			List<NDArray> arrays = this.open.stream().flatMap(Entry::arrays).toList();
			float[] values = this.runtime.call("numbers")
				.with(arrays)
				.run((all) -> all.toTensor((PtNDManager) temporary).toFloatArray());
			int at = 0;
			for (Entry entry : this.open) {
				at = entry.take(values, at);
			}
			arrays.forEach(NDArray::close);
			this.open.clear();
		}
	}

	private final class Entry implements StepNumbers {

		private final List<NDArray> losses;

		private final NDArray clip;

		private final int size;

		private float @Nullable [] values;

		Entry(List<NDArray> losses, NDArray clip) {
			this.losses = losses;
			this.clip = clip;
			this.size = losses.size() + Math.toIntExact(clip.size());
		}

		Stream<NDArray> arrays() {
			return Stream.concat(this.losses.stream(), Stream.of(this.clip));
		}

		int take(float[] all, int at) {
			this.values = Arrays.copyOfRange(all, at, at + this.size);
			return at + this.size;
		}

		private float[] values() {
			if (this.values == null) {
				read();
			}
			return Objects.requireNonNull(this.values);
		}

		@Override
		public float[] losses() {
			return Arrays.copyOf(values(), this.losses.size());
		}

		@Override
		public double norm() {
			return values()[this.losses.size()];
		}

	}

}
