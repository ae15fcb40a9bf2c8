package io.mtdnn.training.preflight;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SamplesTests {

	private final List<Integer> all = IntStream.range(0, 10_000).boxed().toList();

	@Test
	void aSampleIsSpreadEvenlyAndKeepsTheOrder() {
		List<Integer> sample = Samples.of(this.all, 1000);
		assertThat(sample).hasSize(1000).doesNotHaveDuplicates().isSorted();
		for (int tenth = 0; tenth < 10; tenth++) {
			int from = 1000 * tenth;
			assertThat((double) sample.stream().filter((i) -> i >= from && i < from + 1000).count()).isCloseTo(100,
					within(35.0));
		}
	}

	@Test
	void aSampleIsReproducibleAndContainsSmallerSamples() {
		assertThat(Samples.of(this.all, 500)).isEqualTo(Samples.of(this.all, 500));
		assertThat(Samples.of(this.all, 1000)).containsAll(Samples.of(this.all, 500));
	}

}
