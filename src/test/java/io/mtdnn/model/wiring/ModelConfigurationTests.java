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

	private final TorchRuntime old = new TorchRuntime(1, Device.cpu(), ProductsMemory.none()) {

		@Override
		public void require(Precision precision) {
			if (precision == Precision.BF16) {
				throw new UnsupportedPrecisionException(precision, "this processor is old");
			}
		}

		@Override
		public boolean prefersBf16() {
			return false;
		}

	};

	private final TorchRuntime recent = new TorchRuntime(1, Device.cpu(), ProductsMemory.none()) {

		@Override
		public void require(Precision precision) {
			// has both
		}

		@Override
		public boolean prefersBf16() {
			return true;
		}

	};

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
		assertThat(precision(AnsweringPrecision.FP32, this.old)).isEqualTo(Precision.FP32);
		assertThat(precision(AnsweringPrecision.BF16, this.recent)).isEqualTo(Precision.BF16);
		assertThatIllegalArgumentException().isThrownBy(() -> precision(AnsweringPrecision.BF16, this.recent, this.old))
			.withMessage("mtdnn.engine.answering-precision: precision bf16 cannot be used here: this processor is old");
	}

	@Test
	void answersAreInBf16ByDefaultIfAllDevicesMultiplyIt() {
		assertThat(precision(AnsweringPrecision.AUTO, this.recent)).isEqualTo(Precision.BF16);
		assertThat(precision(AnsweringPrecision.AUTO, this.old)).isEqualTo(Precision.FP32);
		assertThat(precision(AnsweringPrecision.AUTO, this.recent, this.old)).isEqualTo(Precision.FP32);
		assertThat(precision(AnsweringPrecision.FP32, this.recent)).isEqualTo(Precision.FP32);
	}

	private static Precision precision(AnsweringPrecision setting, TorchRuntime... devices) {
		EngineProperties properties = new EngineProperties(0, setting, ProductsChoice.MEASURED, Attention.AUTO);
		return new ModelConfiguration().modelFactory(new DevicePool(List.of(devices), 1), properties)
			.answeringPrecision();
	}

}
