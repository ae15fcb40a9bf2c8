package io.mtdnn.model;

import ai.djl.Device;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DevicesTests {

	@Test
	void autoIsTheFirstGpuOrElseTheCpu() {
		assertThat(Devices.of("auto", 0)).isEqualTo(Device.cpu());
		assertThat(Devices.of("auto", 2)).isEqualTo(Device.gpu(0));
		assertThat(Devices.of("cpu", 2)).isEqualTo(Device.cpu());
		assertThat(Devices.of("gpu1", 2)).isEqualTo(Device.gpu(1));
	}

	@Test
	void aDeviceThatIsNotThereIsRefusedSayingWhatIs() {
		assertThatIllegalArgumentException().isThrownBy(() -> Devices.of("gpu2", 2))
			.withMessageContaining("gpu0 to gpu1");
		assertThatIllegalArgumentException().isThrownBy(() -> Devices.of("gpu0", 0))
			.withMessageEndingWith("can use auto, cpu");
		assertThatIllegalArgumentException().isThrownBy(() -> Devices.of("tpu", 0)).withMessageContaining("'tpu'");
	}

}
