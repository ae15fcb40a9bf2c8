package io.mtdnn.training.preflight;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import io.mtdnn.training.schedule.SplitMix;

/**
 * Selects the part of a dataset that a limit allows: a uniform sample in the dataset's
 * order. The first rows would not be representative: SQuAD is sorted by article, and a
 * tenth of its first 8,000 training questions is unanswerable instead of a third. The
 * sample is the same for every run, regardless of its seed, so that runs are comparable.
 */
public final class Samples {

	private static final long SEED = 20;

	private Samples() {
	}

	static <T> List<T> of(List<T> all, int limit) {
		int[] order = IntStream.range(0, all.size()).toArray();
		new SplitMix(SEED).shuffle(order);
		return Arrays.stream(order, 0, limit).sorted().mapToObj(all::get).toList();
	}

}
