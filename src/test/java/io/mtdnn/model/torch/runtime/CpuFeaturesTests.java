package io.mtdnn.model.torch.runtime;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CpuFeaturesTests {

	@Test
	void hyperThreadsAreNotCountedAsCores() {
		List<String> cpuinfo = List.of("processor\t: 0", "physical id\t: 0", "core id\t\t: 0",
				"flags\t\t: fpu avx512_bf16", "", "processor\t: 1", "physical id\t: 0", "core id\t\t: 0", "",
				"processor\t: 2", "physical id\t: 1", "core id\t\t: 0", "", "processor\t: 3", "physical id\t: 1",
				"core id\t\t: 0");
		CpuFeatures cpu = CpuFeatures.parse(cpuinfo, 4);
		assertThat(cpu.physicalCores()).isEqualTo(2);
		assertThat(cpu.multipliesBf16()).isTrue();
		assertThat(cpu.prefersBf16()).isTrue();
		assertThat(CpuFeatures.parse(cpuinfo, 1).physicalCores()).as("limited by a container").isEqualTo(1);
	}

	@Test
	void bf16IsPreferredOnlyOnProcessorsOnWhichItWasTested() {
		assertThat(CpuFeatures.parse(List.of("flags\t: fpu amx_bf16"), 4).prefersBf16()).isTrue();
		assertThat(CpuFeatures.parse(List.of("flags\t: fpu avx512f avx2"), 4).prefersBf16()).isFalse();
		assertThat(CpuFeatures.parse(List.of("Features\t: fp asimd bf16"), 4).prefersBf16()).isFalse();
	}

	@Test
	void featuresOfArmProcessorsAreRead() {
		assertThat(CpuFeatures.parse(List.of("Features\t: fp asimd bf16"), 4).multipliesBf16()).isTrue();
		assertThat(CpuFeatures.parse(List.of("Features\t: fp asimd"), 4).multipliesBf16()).isFalse();
	}

	@Test
	void withoutCpuinfoEveryProcessorIsACore() {
		assertThat(CpuFeatures.parse(List.of(), 3))
			.isEqualTo(new CpuFeatures(System.getProperty("os.arch"), Set.of(), 3));
	}

}
