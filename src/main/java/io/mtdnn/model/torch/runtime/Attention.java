package io.mtdnn.model.torch.runtime;

import java.util.Locale;

import ai.djl.Device;
import org.jspecify.annotations.Nullable;

/** The ways to compute attention. Each has its own code for the layers in the script. */
public enum Attention {

	/** The way that suits the device: chunked on a CPU, fused on a GPU. */
	AUTO(null),

	/**
	 * Computes rows of equal length together, in chunks that fit into the cache of a CPU,
	 * and reuses memory from step to step.
	 */
	CHUNKED(null),

	/**
	 * Computes all rows at once, padded to the longest one, with ordinary operators. It
	 * needs no special kernel, but memory for the attention weights of whole rows.
	 */
	PADDED(null),

	/**
	 * Computes all rows at once in libtorch's memory-efficient kernel, whose gradients
	 * are bit-reproducible. A CPU computes the same on padded rows, for tests.
	 */
	FUSED(PADDED),

	/**
	 * Computes all rows at once in libtorch's flash attention, which is faster, but whose
	 * gradients differ in the last bits from run to run. On a CPU and in fp32, the same
	 * as {@link #FUSED}.
	 */
	FLASH(FUSED);

	private final @Nullable Attention simpler;

	Attention(@Nullable Attention simpler) {
		this.simpler = simpler;
	}

	/** The way to compute on a device, for {@link #AUTO} the one that suits it. */
	Attention on(Device device) {
		return (this != AUTO) ? this : device.isGpu() ? FUSED : CHUNKED;
	}

	/** What to use if a device does not have the kernels; null if it needs none. */
	@Nullable Attention simpler() {
		return this.simpler;
	}

	/** The name in settings, environments and checkpoints. */
	public String text() {
		return name().toLowerCase(Locale.ROOT);
	}

}
