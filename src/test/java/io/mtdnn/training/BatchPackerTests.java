package io.mtdnn.training;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BatchPackerTests {

	@Test
	void everyItemIsInExactlyOneBatch() {
		List<int[]> batches = BatchPacker.pack(5003, 16, 1, 0, 0);
		int[] items = batches.stream().flatMapToInt(Arrays::stream).sorted().toArray();
		assertThat(items).isEqualTo(IntStream.range(0, 5003).toArray());
		assertThat(batches).hasSize(BatchPacker.count(5003, 16)).hasSize(313);
	}

	@Test
	void passesTasksAndSeedsDiffer() {
		int[] first = BatchPacker.pack(5003, 16, 1, 0, 0).get(0);
		assertThat(BatchPacker.pack(5003, 16, 1, 0, 0).get(0)).isEqualTo(first);
		assertThat(BatchPacker.pack(5003, 16, 1, 0, 1).get(0)).isNotEqualTo(first);
		assertThat(BatchPacker.pack(5003, 16, 1, 1, 0).get(0)).isNotEqualTo(first);
		assertThat(BatchPacker.pack(5003, 16, 2, 0, 0).get(0)).isNotEqualTo(first);
	}

}
