package io.mtdnn.datasets.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.EncodedDataset;
import io.mtdnn.datasets.EncodedDatasets;
import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.datasets.Example;
import io.mtdnn.datasets.Example.ChoiceExample;
import io.mtdnn.datasets.Example.GoldAnswer;
import io.mtdnn.datasets.Example.SpanExample;
import io.mtdnn.datasets.RowLengths;
import io.mtdnn.datasets.Split;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Target.Label;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.tokenization.InvalidWindowException;
import io.mtdnn.tokenization.WindowSettings;
import io.mtdnn.tokenization.WordTokenizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EncodedDatasetsTests {

	private static final WindowSettings SETTINGS = new WindowSettings(24, 6, 8);

	@TempDir
	private Path folder;

	private final WordTokenizer tokenizer = new WordTokenizer("hash");

	@Test
	void itemsAreInTheOrderOfTheirExamples() {
		Dataset dataset = questions(3000, "sha");
		ExampleEncoder encoder = new ExampleEncoder(this.tokenizer, SETTINGS);
		List<EncodedExample> expected = new ArrayList<>();
		int outside = 0;
		int truncated = 0;
		for (Example example : dataset.examples()) {
			expected.addAll(encoder.encode(example).items());
			outside += encoder.encode(example).answerOutside() ? 1 : 0;
			truncated += encoder.encode(example).questionTruncated() ? 1 : 0;
		}
		EncodedDataset encoded = datasets(2).encode(dataset, this.tokenizer, SETTINGS);
		assertSame(encoded.items(), expected);
		assertLengths(encoded.rows(), expected);
		assertThat(encoded.answersOutside()).isEqualTo(outside).isPositive();
		assertThat(encoded.questionsTruncated()).isEqualTo(truncated).isPositive();
	}

	@Test
	void theSecondEncodingIsReadFromTheCache() {
		Dataset dataset = questions(2000, "sha");
		EncodedDataset first = datasets(2).encode(dataset, this.tokenizer, SETTINGS);
		int calls = this.tokenizer.splits();
		EncodedDataset second = datasets(1).encode(dataset, this.tokenizer, SETTINGS);
		assertThat(this.tokenizer.splits()).isEqualTo(calls);
		assertSame(second.items(), first.items());
		assertLengths(second.rows(), first.items());
		assertThat(second.answersOutside()).isEqualTo(first.answersOutside());
		assertThat(second.questionsTruncated()).isEqualTo(first.questionsTruncated());
	}

	@Test
	void itemsOfSeveralInputRowsAreCached() {
		Task task = new Task("swag", HeadKind.MULTIPLE_CHOICE, List.of());
		Dataset dataset = new Dataset(task, Split.TRAIN,
				List.of(new ChoiceExample("a", "x y", List.of("b", "c d", "e", "f"), 1),
						new ChoiceExample("b", "x", List.of("b", "c", "e", "f g h"), 3)),
				List.of(), List.of(), "sha");
		datasets(1).encode(dataset, this.tokenizer, SETTINGS);
		EncodedDataset encoded = datasets(1).encode(dataset, this.tokenizer, SETTINGS);
		// each row is [CLS], the prompt, [SEP], the choice, [SEP]
		assertThat(encoded.rows().of(0)).containsExactly(6, 7, 6, 6);
		assertThat(encoded.rows().of(1)).containsExactly(5, 5, 5, 7);
		assertThat(encoded.rows().longest()).containsExactly(7, 7);
		List<EncodedExample> items = encoded.items();
		assertThat(items).hasSize(2);
		assertThat(items.get(1).sequences()).hasSize(4);
		assertThat(items.get(1).length()).isEqualTo(7);
		assertThat(items.get(1).target()).isEqualTo(new Label(3));
	}

	@Test
	void everythingThatAffectsTheItemsChangesTheCacheKey() {
		Dataset dataset = questions(20, "sha");
		encodeAll(dataset, questions(20, "other"), questions(19, "sha"));
		datasets(1).encode(dataset, new WordTokenizer("other"), SETTINGS);
		datasets(1).encode(dataset, this.tokenizer, new WindowSettings(24, 6, 7));
		assertThat(files()).hasSize(5);
		encodeAll(dataset);
		assertThat(files()).hasSize(5);
	}

	@Test
	void damagedFilesAreRewritten() throws IOException {
		Dataset dataset = questions(50, "sha");
		List<EncodedExample> expected = datasets(1).encode(dataset, this.tokenizer, SETTINGS).items();
		Path file = files().get(0);
		byte[] good = Files.readAllBytes(file);
		for (int position : new int[] { 0, 9, 41, 49, 53, 60, good.length / 2, good.length - 1 }) {
			byte[] bad = good.clone();
			bad[position] ^= 0x40;
			assertMadeAgain(file, bad, dataset, expected);
			assertThat(Files.readAllBytes(file)).as("byte %d", position).isEqualTo(good);
		}
		for (int length : new int[] { 0, 7, 40, 53, good.length / 2, good.length - 1 }) {
			assertMadeAgain(file, Arrays.copyOf(good, length), dataset, expected);
		}
		assertMadeAgain(file, Arrays.copyOf(good, good.length + 1), dataset, expected);
	}

	@Test
	void theOldestFilesAreRemovedIfTheCacheIsTooLarge() throws IOException {
		encodeAll(questions(50, "a"));
		Path oldest = files().get(0);
		Files.setLastModifiedTime(oldest, FileTime.fromMillis(0));
		long size = Files.size(oldest);
		EncodedDatasets small = new CachedEncodedDatasets(this.folder, DataSize.ofBytes(2 * size + size / 2),
				() -> true, 1);
		small.encode(questions(50, "b"), this.tokenizer, SETTINGS);
		assertThat(files()).hasSize(2);
		small.encode(questions(50, "c"), this.tokenizer, SETTINGS);
		assertThat(files()).hasSize(2).doesNotContain(oldest);
	}

	@Test
	void anUnwritableFolderIsNotAnError() throws IOException {
		Path file = Files.writeString(this.folder.resolve("file"), "in the way");
		EncodedDatasets datasets = new CachedEncodedDatasets(file.resolve("cache"), DataSize.ofMegabytes(1), () -> true,
				1);
		assertThat(datasets.encode(questions(5, "sha"), this.tokenizer, SETTINGS).items()).isNotEmpty();
	}

	@Test
	void unusableSettingsAreRejected() {
		assertThatExceptionOfType(InvalidWindowException.class)
			.isThrownBy(() -> datasets(2).encode(questions(5, "sha"), this.tokenizer, new WindowSettings(24, 6, 30)))
			.satisfies((ex) -> assertThat(ex.field()).isEqualTo("docStride"));
		assertThat(files()).isEmpty();
	}

	private void assertMadeAgain(Path file, byte[] bytes, Dataset dataset, List<EncodedExample> expected)
			throws IOException {
		Files.write(file, bytes);
		assertSame(datasets(1).encode(dataset, this.tokenizer, SETTINGS).items(), expected);
		assertThat(files()).containsExactly(file);
	}

	private void encodeAll(Dataset... datasets) {
		for (Dataset dataset : datasets) {
			datasets(1).encode(dataset, this.tokenizer, SETTINGS);
		}
	}

	private EncodedDatasets datasets(int threads) {
		return new CachedEncodedDatasets(this.folder, DataSize.ofMegabytes(100), () -> true, threads);
	}

	private List<Path> files() {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Dataset questions(int count, String sha256) {
		List<Example> examples = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			String context = ("word" + i / 5 + " of many ").repeat(1 + i / 5 % 20) + "end" + i;
			String question = "what is it".repeat(1 + i % 3);
			GoldAnswer answer = new GoldAnswer(context.substring(i % 4), i % 4);
			examples.add(new SpanExample("q" + i, context, question, (i % 3 == 0) ? List.of() : List.of(answer)));
		}
		return new Dataset(new Task("squad-v2", HeadKind.SPAN, List.of()), Split.TRAIN, examples, List.of(), List.of(),
				sha256);
	}

	private static void assertLengths(RowLengths rows, List<EncodedExample> items) {
		assertThat(rows.items()).isEqualTo(items.size());
		assertThat(rows.longest()).isEqualTo(items.stream().mapToInt(EncodedExample::length).toArray());
		for (int item = 0; item < items.size(); item++) {
			assertThat(rows.of(item).boxed())
				.isEqualTo(items.get(item).sequences().stream().map(TokenSequence::length).toList());
		}
	}

	private static void assertSame(List<EncodedExample> actual, List<EncodedExample> expected) {
		assertThat(actual).hasSameSizeAs(expected);
		for (int i = 0; i < actual.size(); i++) {
			assertThat(describe(actual.get(i))).isEqualTo(describe(expected.get(i)));
		}
	}

	private static String describe(EncodedExample item) {
		return item.target().toString()
				+ item.sequences().stream().map((row) -> Arrays.toString(row.ids()) + row.secondStart()).toList();
	}

}
