package io.mtdnn.training.schedule;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.task.Target;
import io.mtdnn.task.Target.Label;
import io.mtdnn.task.Target.Span;
import io.mtdnn.task.TokenSequence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlaceboTests {

	@Test
	void labelsAreShuffledAmongTheSameInputs() {
		List<EncodedExample> items = IntStream.range(0, 1000)
			.mapToObj((i) -> item(new Label(i % 10 == 0 ? 1 : 0), 5))
			.toList();
		List<EncodedExample> placebo = Placebo.of(items, 7, 0);
		assertThat(placebo).extracting(EncodedExample::sequences)
			.isEqualTo(items.stream().map(EncodedExample::sequences).toList());
		assertThat(placebo).extracting(EncodedExample::target)
			.containsExactlyInAnyOrderElementsOf(items.stream().map(EncodedExample::target).toList());
		long kept = IntStream.range(0, 1000)
			.filter((i) -> i % 10 == 0 && placebo.get(i).target().equals(new Label(1)))
			.count();
		assertThat(kept).as("of 100 positives, about 10 by chance").isBetween(1L, 25L);
	}

	@Test
	void theShuffleIsDeterminedBySeedAndTask() {
		List<EncodedExample> items = IntStream.range(0, 100).mapToObj((i) -> item(new Label(i), 5)).toList();
		assertThat(Placebo.of(items, 7, 0)).isEqualTo(Placebo.of(items, 7, 0));
		assertThat(Placebo.of(items, 7, 0)).isNotEqualTo(Placebo.of(items, 8, 0)).isNotEqualTo(Placebo.of(items, 7, 1));
	}

	@Test
	void spansStayInsideTheirInputRows() {
		Random random = new Random(3);
		List<EncodedExample> items = IntStream.range(0, 500).mapToObj((i) -> {
			int length = 4 + random.nextInt(60);
			int end = random.nextInt(length);
			return item(new Span(random.nextInt(end + 1), end), length);
		}).toList();
		List<EncodedExample> placebo = Placebo.of(items, 7, 0);
		assertThat(placebo).allSatisfy((item) -> assertThat(((Span) item.target()).end()).isLessThan(item.length()));
		assertThat(placebo).extracting(EncodedExample::target)
			.containsExactlyInAnyOrderElementsOf(items.stream().map(EncodedExample::target).toList());
		long kept = IntStream.range(0, 500)
			.filter((i) -> placebo.get(i).target().equals(items.get(i).target()))
			.count();
		assertThat(kept).isLessThan(50);
	}

	@Test
	void aChoiceIsMovedToAnItemWithEnoughChoices() {
		List<EncodedExample> items = IntStream.range(0, 60)
			.mapToObj((i) -> new EncodedExample(IntStream.range(0, (i < 30) ? 2 : 4).mapToObj((row) -> row(3)).toList(),
					new Label((i < 30) ? i % 2 : i % 4)))
			.toList();
		List<EncodedExample> placebo = Placebo.of(items, 7, 0);
		assertThat(placebo).extracting(EncodedExample::target)
			.isNotEqualTo(items.stream().map(EncodedExample::target).toList())
			.containsExactlyInAnyOrderElementsOf(items.stream().map(EncodedExample::target).toList());
		assertThat(placebo)
			.allSatisfy((item) -> assertThat(((Label) item.target()).index()).isLessThan(item.sequences().size()));
	}

	private static EncodedExample item(Target target, int length) {
		return new EncodedExample(List.of(row(length)), target);
	}

	private static TokenSequence row(int length) {
		return new TokenSequence(new int[length], length);
	}

}
