package io.mtdnn.model.torch.runtime;

import ai.djl.Device;

/** The ways to compute attention, and with it the layers of the script. */
public enum Attention {

	/** The one for the device: chunked on a processor, fused on a GPU. */
	AUTO,

	/**
	 * Rows of equal length together, in chunks that fit the cache of a processor, with
	 * memory that is kept from step to step.
	 */
	CHUNKED,

	/**
	 * All rows at once in libtorch's memory-efficient kernel, whose gradients are
	 * bit-reproducible. A processor computes the same on padded rows, for tests.
	 */
	FUSED,

	/**
	 * All rows at once in libtorch's flash attention if the precision is bf16. It is
	 * faster, but its gradients differ in the last bits from run to run. On a processor,
	 * and in fp32, the same as {@link #FUSED}.
	 */
	FLASH;

	/** The way to compute on a device. */
	Attention on(Device device) {
		return (this != AUTO) ? this : device.isGpu() ? FUSED : CHUNKED;
	}

}
