package io.mtdnn.model.wiring;

import io.mtdnn.model.Precision;
import io.mtdnn.model.torch.DevicePool;

/** How a node chooses the precision in which it answers and evaluates. */
enum AnsweringPrecision {

	/** The faster one. */
	AUTO,

	/** 32 bits. */
	FP32,

	/** 16 bits. */
	BF16;

	/**
	 * The precision on some devices.
	 * @throws io.mtdnn.model.UnsupportedPrecisionException when a device lacks it
	 */
	Precision on(DevicePool devices) {
		if (this == AUTO) {
			return devices.fasterPrecision();
		}
		Precision precision = (this == BF16) ? Precision.BF16 : Precision.FP32;
		devices.require(precision);
		return precision;
	}

}
