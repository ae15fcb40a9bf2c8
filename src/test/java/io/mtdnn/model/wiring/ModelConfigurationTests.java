package io.mtdnn.model.wiring;

import java.util.List;

import ai.djl.Device;
import io.mtdnn.model.Precision;
import io.mtdnn.model.UnsupportedPrecisionException;
import io.mtdnn.model.torch.DevicePool;
import io.mtdnn.model.torch.runtime.ProductsMemory;
import io.mtdnn.model.torch.runtime.TorchRuntime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ModelConfigurationTests {

	private final DevicePool old = new DevicePool(List.of(new TorchRuntime(1, Device.cpu(), ProductsMemory.none()) {

		@Override
		public void require(Precision precision) {
			if (precision == Precision.BF16) {
				throw new UnsupportedPrecisionException(precision, "this processor is old");
			}
		}

	}));

	@Test
	void aPrecisionForAnsweringThatTheMachineLacksStopsTheStart() {
		ModelConfiguration configuration = new ModelConfiguration();
		assertThat(configuration.modelFactory(this.old, new EngineProperties(0, Precision.FP32))).isNotNull();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> configuration.modelFactory(this.old, new EngineProperties(0, Precision.BF16)))
			.withMessage("mtdnn.engine.answering-precision: precision bf16 cannot be used here: this processor is old");
	}

}
