package io.mtdnn.model.torch.runtime;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DeviceListTests {

	@Test
	void autoSelectsEveryGpuOrElseTheCpu() {
		assertThat(names(0, "auto")).containsExactly("cpu");
		assertThat(names(2, "auto")).containsExactly("gpu0", "gpu1");
	}

	@Test
	void namedDevicesAreUsedInOrderIncludingDuplicates() {
		assertThat(names(2, "gpu1", "cpu")).containsExactly("gpu1", "cpu");
		assertThat(names(0, "cpu", "cpu")).containsExactly("cpu", "cpu");
	}

	@Test
	void gpusAreNotQueriedIfTheCpuIsRequested() {
		assertThat(DeviceList.of(List.of("cpu"), () -> {
			throw new AssertionError("looked for GPUs");
		}).described(1).names()).containsExactly("cpu");
	}

	@Test
	void aMissingDeviceIsRejectedWithTheExistingOnes() {
		assertThatIllegalArgumentException().isThrownBy(() -> names(2, "gpu0", "gpu2"))
			.withMessageContaining("'gpu2'")
			.withMessageContaining("gpu0 to gpu1");
		assertThatIllegalArgumentException().isThrownBy(() -> names(0, "gpu0"))
			.withMessageEndingWith("can use auto, cpu");
		assertThatIllegalArgumentException().isThrownBy(() -> names(0, "tpu")).withMessageContaining("'tpu'");
		assertThatIllegalArgumentException().isThrownBy(() -> names(0, "auto", "cpu")).withMessageContaining("'auto'");
	}

	private static List<String> names(int gpus, String... setting) {
		return DeviceList.of(List.of(setting), () -> gpus).described(1).names();
	}

}
