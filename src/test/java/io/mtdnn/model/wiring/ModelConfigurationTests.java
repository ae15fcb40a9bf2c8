package io.mtdnn.model.wiring;

import java.util.List;

import ai.djl.Device;
import io.mtdnn.model.Precision;
import io.mtdnn.model.UnsupportedPrecisionException;
import io.mtdnn.model.torch.DevicePool;
import io.mtdnn.model.torch.runtime.Attention;
import io.mtdnn.model.torch.runtime.ProductsMemory;
import io.mtdnn.model.torch.runtime.DeviceList;
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

	}), 1);

	@Test
	void devicesThatCannotBeDividedAmongJobsFailStartup() {
		DeviceList three = DeviceList.of(List.of("cpu", "cpu", "cpu"), () -> 0);
		assertThat(new ModelConfiguration().devices(three, new DeviceProperties(List.of("cpu"), 3)).jobs())
			.isEqualTo(1);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ModelConfiguration().devices(three, new DeviceProperties(List.of("cpu"), 2)))
			.withMessage("mtdnn.devices-per-job is 2, but must divide the number of devices, which is 3");
	}

	@Test
	void anUnsupportedInferencePrecisionFailsStartup() {
		ModelConfiguration configuration = new ModelConfiguration();
		assertThat(configuration.modelFactory(this.old,
				new EngineProperties(0, Precision.FP32, ProductsChoice.MEASURED, Attention.AUTO)))
			.isNotNull();
		assertThatIllegalArgumentException()
			.isThrownBy(() -> configuration.modelFactory(this.old,
					new EngineProperties(0, Precision.BF16, ProductsChoice.MEASURED, Attention.AUTO)))
			.withMessage("mtdnn.engine.answering-precision: precision bf16 cannot be used here: this processor is old");
	}

}
