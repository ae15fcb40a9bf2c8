package io.mtdnn.datasets.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.Example;
import io.mtdnn.datasets.Example.ChoiceExample;
import io.mtdnn.datasets.Example.GoldAnswer;
import io.mtdnn.datasets.Example.SentenceExample;
import io.mtdnn.datasets.Example.SpanExample;
import io.mtdnn.datasets.Split;
import io.mtdnn.datasets.sample.SampleFiles;
import io.mtdnn.task.Target.Label;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

class SampleDataTests {

	/**
	 * A folder to write the files to:
	 * {@code -Dsamples.write=src/main/resources/sample-data}.
	 */
	private static final String WRITE = System.getProperty("samples.write");

	private final DatasetCatalog catalog = new DataFixture(Path.of("no-such-folder")).catalog();

	@Test
	void theGeneratorProducesTheCommittedFiles() throws IOException {
		for (Map.Entry<String, String> file : SampleFiles.make().entrySet()) {
			if (WRITE != null) {
				Path path = Path.of(WRITE, file.getKey());
				Files.createDirectories(path.getParent());
				Files.writeString(path, file.getValue());
			}
			else {
				assertThat(new ClassPathResource("sample-data/" + file.getKey())
					.getContentAsString(StandardCharsets.UTF_8)).as(file.getKey()).isEqualTo(file.getValue());
			}
		}
	}

	@Test
	void questionsHaveTheStatedNumbersAndSeparateContexts() {
		List<SpanExample> train = read("sample-squad", Split.TRAIN, SpanExample.class);
		List<SpanExample> evaluation = read("sample-squad", Split.EVALUATION, SpanExample.class);
		assertThat(train).hasSize(756);
		assertThat(evaluation).hasSize(216);
		assertThat(train.stream().filter(SpanExample::impossible)).hasSize(252);
		assertThat(evaluation.stream().filter(SpanExample::impossible)).hasSize(72);
		assertThat(contexts(train)).hasSize(84).doesNotContainAnyElementsOf(contexts(evaluation));
		assertThat(contexts(evaluation)).hasSize(24);
	}

	@Test
	void paragraphsAreShort() {
		for (Split split : Split.values()) {
			assertThat(contexts(read("sample-squad", split, SpanExample.class))).isNotEmpty()
				.allSatisfy((context) -> assertThat(context.split(" ")).hasSizeBetween(45, 90));
		}
	}

	@Test
	void answersAreWholeWordsOfTheirParagraph() {
		for (Split split : Split.values()) {
			int answers = 0;
			for (SpanExample example : read("sample-squad", split, SpanExample.class)) {
				for (GoldAnswer answer : example.answers()) {
					String around = " " + example.context();
					assertThat(around.charAt(answer.start())).isIn(' ', '"');
					assertThat(around.charAt(answer.start() + answer.text().length() + 1)).isIn(' ', '.', ',');
					answers++;
				}
			}
			assertThat(answers).isPositive();
		}
	}

	@Test
	void everyPlaceholderIsFilled() {
		assertThat(SampleFiles.make().entrySet()).isNotEmpty().allSatisfy((file) -> {
			if (!file.getKey().endsWith(".json")) {
				assertThat(file.getValue()).doesNotContain("{", "}");
			}
		});
		assertThat(contexts(read("sample-squad", Split.TRAIN, SpanExample.class)))
			.allSatisfy((context) -> assertThat(context).doesNotContain("{", "  ", ".."));
	}

	@Test
	void multipleChoiceRowsHaveDistinctEndings() {
		List<ChoiceExample> train = read("sample-swag", Split.TRAIN, ChoiceExample.class);
		List<ChoiceExample> evaluation = read("sample-swag", Split.EVALUATION, ChoiceExample.class);
		assertThat(train.size() + evaluation.size()).isGreaterThanOrEqualTo(300);
		assertThat(evaluation).hasSizeGreaterThan(60);
		assertThat(train).allSatisfy((row) -> assertThat(new HashSet<>(row.choices())).hasSize(4));
		Set<String> endings = train.stream().flatMap((row) -> row.choices().stream()).collect(Collectors.toSet());
		assertThat(evaluation.stream().flatMap((row) -> row.choices().stream())).doesNotContainAnyElementsOf(endings);
	}

	@Test
	void classificationRowsAreBalancedAndSeparate() {
		int rows = 0;
		for (String dataset : List.of("sample-cola", "sample-mrpc")) {
			List<SentenceExample> train = read(dataset, Split.TRAIN, SentenceExample.class);
			List<SentenceExample> evaluation = read(dataset, Split.EVALUATION, SentenceExample.class);
			assertThat(texts(evaluation)).hasSizeGreaterThan(60).doesNotContainAnyElementsOf(texts(train));
			assertThat(train.stream().mapToInt(SampleDataTests::label).average().orElse(0)).isBetween(0.4, 0.7);
			assertThat(evaluation.stream().mapToInt(SampleDataTests::label).average().orElse(0)).isBetween(0.4, 0.7);
			rows += train.size() + evaluation.size();
		}
		assertThat(rows).isGreaterThanOrEqualTo(500);
	}

	@Test
	void filesAndHashesAreReported() {
		Dataset dataset = this.catalog.read("sample-cola", Split.TRAIN, 0);
		assertThat(dataset.files()).containsExactly(Path.of("sample-data", "cola", "in_domain_train.tsv"));
		assertThat(dataset.sha256()).hasSize(64);
		assertThat(dataset.task().name()).isEqualTo("sample-cola");
	}

	private <T extends Example> List<T> read(String dataset, Split split, Class<T> type) {
		return this.catalog.read(dataset, split, 0).examples().stream().map(type::cast).toList();
	}

	private static Set<String> contexts(List<SpanExample> examples) {
		return examples.stream().map(SpanExample::context).collect(Collectors.toSet());
	}

	private static int label(SentenceExample example) {
		return ((Label) example.target()).index();
	}

	private static List<String> texts(List<SentenceExample> examples) {
		return examples.stream().map((row) -> row.first() + row.second()).toList();
	}

}
