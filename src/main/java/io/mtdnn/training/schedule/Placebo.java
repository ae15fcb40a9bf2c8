package io.mtdnn.training.schedule;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.task.Target;
import io.mtdnn.task.Target.Label;
import io.mtdnn.task.Target.Span;

/**
 * Shuffles the targets of a task among its training items. The task keeps its inputs, the
 * frequencies of its targets and its share of the steps, but there is nothing to learn
 * from it. A target is assigned only to an item in which it is possible: a span inside
 * the row, a choice among the rows.
 */
public final class Placebo {

	private static final long PLACEBO = 4;

	private Placebo() {
	}

	/**
	 * The items with shuffled targets.
	 * @param seed the run's seed
	 * @param task index of the task in the plan
	 */
	public static List<EncodedExample> of(List<EncodedExample> items, long seed, int task) {
		int[] room = items.stream().mapToInt(Placebo::room).toArray();
		int[] need = items.stream().mapToInt((item) -> need(item.target())).toArray();
		int[] giver = assign(room, need, SplitMix.of(seed, PLACEBO, task));
		return new AbstractList<>() {

			@Override
			public EncodedExample get(int index) {
				return new EncodedExample(items.get(index).sequences(), items.get(giver[index]).target());
			}

			@Override
			public int size() {
				return items.size();
			}

		};
	}

	/**
	 * Assigns each target to a random item with room for it, the most demanding target
	 * first. Such an item always exists, because at least as many items have room for a
	 * target as there are targets that need as much.
	 * @return for each item the index of the item whose target it receives
	 */
	private static int[] assign(int[] room, int[] need, SplitMix random) {
		int[] targets = IntStream.range(0, need.length).toArray();
		random.shuffle(targets);
		targets = sorted(targets, need);
		int[] receivers = sorted(IntStream.range(0, room.length).toArray(), room);
		int[] giver = new int[room.length];
		int[] open = new int[room.length];
		int count = 0;
		int next = 0;
		for (int target : targets) {
			while (next < receivers.length && room[receivers[next]] > need[target]) {
				open[count++] = receivers[next++];
			}
			int chosen = random.nextInt(count);
			giver[open[chosen]] = target;
			open[chosen] = open[--count];
		}
		return giver;
	}

	/** Sorts indices by descending value, otherwise in their current order. */
	private static int[] sorted(int[] indices, int[] values) {
		return Arrays.stream(indices)
			.boxed()
			.sorted(Comparator.comparingInt((Integer index) -> -values[index]))
			.mapToInt(Integer::intValue)
			.toArray();
	}

	/** The largest position or choice that is possible in an item, plus 1. */
	private static int room(EncodedExample item) {
		return (item.target() instanceof Span) ? item.length()
				: (item.sequences().size() > 1) ? item.sequences().size() : Integer.MAX_VALUE;
	}

	private static int need(Target target) {
		if (target instanceof Span span) {
			return span.end();
		}
		return (target instanceof Label label) ? label.index() : 0;
	}

}
