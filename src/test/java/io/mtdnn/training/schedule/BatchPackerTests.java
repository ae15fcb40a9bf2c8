package io.mtdnn.training.schedule;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BatchPackerTests {

	private final int[] lengths = IntStream.range(0, 5003).map((i) -> 20 + (i * 7919) % 360).toArray();

	@Test
	void everyItemIsInExactlyOneBatch() {
		List<int[]> batches = BatchPacker.pack(this.lengths, 16, 1, 0, 0);
		int[] items = batches.stream().flatMapToInt(Arrays::stream).sorted().toArray();
		assertThat(items).isEqualTo(IntStream.range(0, this.lengths.length).toArray());
		assertThat(batches).hasSize(BatchPacker.count(this.lengths.length, 16)).hasSize(313);
	}

	@Test
	void batchesContainLittlePadding() {
		long tokens = Arrays.stream(this.lengths).asLongStream().sum();
		long padded = BatchPacker.pack(this.lengths, 16, 1, 0, 0)
			.stream()
			.mapToLong(
					(batch) -> (long) batch.length * Arrays.stream(batch).map((i) -> this.lengths[i]).max().orElse(0))
			.sum();
		assertThat((double) padded / tokens).as("a plain shuffle pads more than twice as much").isBetween(1.0, 1.22);
	}

	@Test
	void passesTasksAndSeedsDiffer() {
		int[] first = BatchPacker.pack(this.lengths, 16, 1, 0, 0).get(0);
		assertThat(BatchPacker.pack(this.lengths, 16, 1, 0, 0).get(0)).isEqualTo(first);
		assertThat(BatchPacker.pack(this.lengths, 16, 1, 0, 1).get(0)).isNotEqualTo(first);
		assertThat(BatchPacker.pack(this.lengths, 16, 1, 1, 0).get(0)).isNotEqualTo(first);
		assertThat(BatchPacker.pack(this.lengths, 16, 2, 0, 0).get(0)).isNotEqualTo(first);
	}

}
