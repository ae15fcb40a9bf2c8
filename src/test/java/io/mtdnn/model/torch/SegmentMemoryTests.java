package io.mtdnn.model.torch;

import java.nio.FloatBuffer;
import java.util.List;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SegmentMemoryTests {

	private static final Segment SEGMENT = new Segment("a",
			List.of(new Slot("a.weight", new long[] { 2, 2 }, 0), new Slot("a.bias", new long[] { 1 }, 4)),
			List.of(new Slot("a.weight", new long[] { 2, 2 }, 0), new Slot("a.bias", new long[] { 1 }, 4)));

	/**
	 * As on a GPU, where the memory is not the host's: what is copied into it must reach
	 * the blocks that the script computes with.
	 */
	@Test
	void copiedDataIsInTheBlocksOfTheSegment() {
		try (NDManager manager = TinyBert.RUNTIME.newManager()) {
			SegmentMemory memory = new SegmentMemory(manager, SEGMENT);
			memory.fill(FloatBuffer.wrap(new float[] { 1, 2, 3, 4, 5 }));
			assertThat(memory.blocks().get(0).toFloatArray()).containsExactly(1, 2, 3, 4);
			assertThat(memory.blocks().get(1).toFloatArray()).containsExactly(5);
			FloatBuffer copy = memory.copy();
			memory.fill(FloatBuffer.wrap(new float[] { 6, 7, 8, 9, 10 }));
			assertThat(copy.array()).containsExactly(1, 2, 3, 4, 5);
			assertThat(memory.values().toFloatArray()).containsExactly(6, 7, 8, 9, 10);
		}
	}

}
