package io.mtdnn.model.torch.runtime;

import io.mtdnn.model.Arithmetic;
import io.mtdnn.model.Precision;

/**
 * How a device computes in 32 bits.
 *
 * @param runtime the device
 */
public record TorchArithmetic(TorchRuntime runtime) implements Arithmetic {

	@Override
	public String matrixProducts() {
		return this.runtime.apart(() -> this.runtime.products(Precision.FP32)).text();
	}

	@Override
	public String attention() {
		return this.runtime.apart(this.runtime::attention).text();
	}

}
