package io.mtdnn.model.torch.runtime;

import ai.djl.Device;

/** The ways to compute attention. Each has its own code for the layers in the script. */
public enum Attention {

	/** The way that suits the device: chunked on a CPU, fused on a GPU. */
	AUTO,

	/**
	 * Computes rows of equal length together, in chunks that fit into the cache of a CPU,
	 * and reuses memory from step to step.
	 */
	CHUNKED,

	/**
	 * Computes all rows at once in libtorch's memory-efficient kernel, whose gradients
	 * are bit-reproducible. A CPU computes the same on padded rows, for tests.
	 */
	FUSED,

	/**
	 * Computes all rows at once in libtorch's flash attention, which is faster, but whose
	 * gradients differ in the last bits from run to run. On a CPU and in fp32, the same
	 * as {@link #FUSED}.
	 */
	FLASH;

	/** The way to compute on a device, for {@link #AUTO} the one that suits it. */
	Attention on(Device device) {
		return (this != AUTO) ? this : device.isGpu() ? FUSED : CHUNKED;
	}

}
