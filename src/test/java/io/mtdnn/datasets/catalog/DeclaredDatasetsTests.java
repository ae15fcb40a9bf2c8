package io.mtdnn.datasets.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.DatasetException;
import io.mtdnn.datasets.Example.ChoiceExample;
import io.mtdnn.datasets.Example.SentenceExample;
import io.mtdnn.datasets.MalformedRow;
import io.mtdnn.datasets.Split;
import io.mtdnn.datasets.definitions.Columns;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Datasets that users declare: a {@code dataset.yml} or settings. */
class DeclaredDatasetsTests {

	private static final String TICKETS = """
			head: classification
			format: csv
			columns: {first: text, label: intent}
			train: train.csv
			evaluation: dev.csv
			""";

	private static final String ROWS = """
			id,text,intent
			1,"Where is my parcel, please?",delivery
			2,I want my money back.,refund
			3,"It said ""soon"".",delivery
			4,Refund me.,refund
			""";

	private DataFixture data;

	@BeforeEach
	void setUp(@TempDir Path folder) {
		this.data = new DataFixture(folder.resolve("data"));
	}

	@Test
	void labelsOfTheTrainingFileAreSortedAndFixed() {
		tickets(TICKETS, ROWS, "id,text,intent\n1,Hello.,refund\n2,Hi.,smalltalk\n");
		DatasetCatalog catalog = this.data.catalog();
		Task task = new Task("tickets", HeadKind.CLASSIFICATION, List.of("delivery", "refund"));
		assertThat(catalog.names()).contains("tickets", "cola");
		assertThat(catalog.task("tickets")).isEqualTo(task);
		Dataset train = catalog.read("tickets", Split.TRAIN, 0);
		assertThat(train.task()).isEqualTo(task);
		assertThat(train.examples()).containsExactly(
				new SentenceExample("train.csv:2", "Where is my parcel, please?", null, 0),
				new SentenceExample("train.csv:3", "I want my money back.", null, 1),
				new SentenceExample("train.csv:4", "It said \"soon\".", null, 0),
				new SentenceExample("train.csv:5", "Refund me.", null, 1));
		assertThat(rows("tickets", Split.EVALUATION))
			.containsExactly("dev.csv, line 3, column intent: expected delivery or refund, found \"smalltalk\"");
	}

	@Test
	void labelsFollowTheTrainingFile() {
		tickets(TICKETS, ROWS, "id,text,intent\n1,Hello.,refund\n");
		DatasetCatalog catalog = this.data.catalog();
		assertThat(catalog.task("tickets").labels()).containsExactly("delivery", "refund");
		tickets(TICKETS, ROWS + "5,Hi.,a\n6,Ho.,a\n", "id,text,intent\n1,Hello.,refund\n");
		assertThat(catalog.task("tickets").labels()).containsExactly("a", "delivery", "refund");
		assertThat(catalog.read("tickets", Split.EVALUATION, 0).examples())
			.containsExactly(new SentenceExample("dev.csv:2", "Hello.", null, 2));
	}

	@Test
	void aLabelThatOccursOnceIsMalformed() {
		tickets(TICKETS, ROWS + "5,Hi.,delivrey\n", ROWS);
		assertThat(rows("tickets", Split.TRAIN)).containsExactly("train.csv, line 6, column intent: "
				+ "expected a label that occurs at least twice, or is listed in 'labels', found \"delivrey\"");
		Dataset train = this.data.catalog().read("tickets", Split.TRAIN, 1);
		assertThat(train.examples()).hasSize(4);
		assertThat(train.task().labels()).containsExactly("delivery", "refund");
		tickets(TICKETS + "labels: [delivery, refund, delivrey]\n", ROWS + "5,Hi.,delivrey\n", ROWS);
		assertThat(this.data.train("tickets").examples()).hasSize(5);
	}

	@Test
	void aLabelColumnWithoutRepeatedValuesIsRejected() {
		tickets(TICKETS.replace("intent}", "id}"), ROWS, ROWS);
		assertThat(fault("tickets", Split.TRAIN)).hasMessageEndingWith(
				"train.csv has 0 labels in column id that occur at least twice; at least 2 are needed");
	}

	/** Uploads and plans may allow a million malformed rows. */
	@Test
	void labelsAreKnownWhenManyRowsAreSkipped() {
		tickets(TICKETS, ROWS + "5,no label,\n".repeat(10_001), ROWS);
		DatasetCatalog catalog = this.data.catalog();
		assertThat(catalog.read("tickets", Split.TRAIN, 20_000).skipped()).hasSize(10_001);
		assertThat(catalog.task("tickets").labels()).containsExactly("delivery", "refund");
		assertThat(catalog.read("tickets", Split.EVALUATION, 0).examples()).hasSize(4);
	}

	@Test
	void aMissingColumnIsNamed() {
		tickets(TICKETS.replace("intent}", "intention}"), ROWS, ROWS);
		assertThat(fault("tickets", Split.TRAIN))
			.hasMessageEndingWith("train.csv has no column intention in its header, found \"id, text, intent\"");
	}

	@Test
	void yesAndNoAreReadAsLabelsAndNotAsBooleans() {
		tickets("""
				head: classification
				format: tsv
				header: false
				columns: {first: "1", second: "2", label: "3"}
				labels: [no, yes]
				train: train.csv
				evaluation: dev.csv
				""", "A \"b.\tC.\tyes\nD.\tE.\tno\n", "A.\tB.\tno\tx\nC.\tD.\tno\tx\n");
		assertThat(this.data.train("tickets").examples()).containsExactly(
				new SentenceExample("train.csv:1", "A \"b.", "C.", 1),
				new SentenceExample("train.csv:2", "D.", "E.", 0));
		assertThat(this.data.catalog().read("tickets", Split.EVALUATION, 0).examples()).hasSize(2);
	}

	@Test
	void jsonLinesMayHaveAnyNumberOfChoices() {
		tickets("""
				head: multiple-choice
				format: json-lines
				columns: {first: q, choices: [options], label: answer}
				labelValues: [A, B, C]
				train: train.csv
				evaluation: dev.csv
				""", """
				{"q": "One?", "options": ["a", "b"], "answer": "B"}
				{"q": "Two?", "options": ["a", "b", "c"], "answer": "C"}
				{"q": "Three?", "options": ["a", "b"], "answer": "C"}
				{"q": "Four?", "options": ["a"], "answer": "A"}
				""", "{\"q\": \"One?\", \"options\": [\"a\", 7], \"answer\": \"B\"}\n");
		Dataset train = this.data.catalog().read("tickets", Split.TRAIN, 2);
		assertThat(train.examples()).containsExactly(new ChoiceExample("train.csv:1", "One?", List.of("a", "b"), 1),
				new ChoiceExample("train.csv:2", "Two?", List.of("a", "b", "c"), 2));
		assertThat(train.skipped()).extracting(MalformedRow::toString)
			.containsExactly("train.csv, line 3, property answer: expected A or B, found \"C\"",
					"train.csv, line 4, property options: expected at least 2 choices, found 1");
		assertThat(rows("tickets", Split.EVALUATION))
			.containsExactly("dev.csv, line 1, property options[1]: expected text, found \"7\"");
	}

	@Test
	void oneFileIsSplitIntoTrainingAndEvaluation() {
		StringBuilder rows = new StringBuilder("text,intent\n");
		for (int i = 0; i < 1000; i++) {
			rows.append("text ").append(i / 2).append((i % 4 < 2) ? ",a\n" : ",b\n");
		}
		tickets(TICKETS.replace("evaluation: dev.csv", "evaluationShare: 0.2"), rows.toString(), "unused");
		Dataset train = this.data.train("tickets");
		Dataset evaluation = this.data.catalog().read("tickets", Split.EVALUATION, 0);
		assertThat(train.examples().size() + evaluation.examples().size()).isEqualTo(1000);
		assertThat(evaluation.examples().size()).isBetween(150, 250);
		assertThat(texts(train)).doesNotContainAnyElementsOf(texts(evaluation));
		assertThat(train.sha256()).isNotEqualTo(evaluation.sha256());
		assertThat(this.data.catalog().fingerprint("tickets", Split.EVALUATION).sha256())
			.isEqualTo(evaluation.sha256());
	}

	@Test
	void theDefinitionIsPartOfTheHash() {
		tickets(TICKETS, ROWS, ROWS);
		String hash = this.data.train("tickets").sha256();
		assertThat(this.data.catalog().fingerprint("tickets", Split.TRAIN).sha256()).isEqualTo(hash);
		tickets(TICKETS.replace("first: text", "first: text, second: id"), ROWS, ROWS);
		assertThat(this.data.train("tickets").sha256()).isNotEqualTo(hash);
		tickets("# the same\n" + TICKETS, ROWS, ROWS);
		assertThat(this.data.train("tickets").sha256()).isEqualTo(hash);
	}

	@Test
	void aTaskMayHaveAnotherEvaluationSet() {
		tickets(TICKETS, ROWS, ROWS);
		this.data.with("old/dataset.yml", """
				name: old-tickets
				head: classification
				format: csv
				columns: {first: text, label: intent}
				evaluationOf: tickets
				evaluation: old.csv
				""").with("old/old.csv", "text,intent\nHi.,refund\n");
		DatasetCatalog catalog = this.data.catalog();
		assertThat(catalog.evaluations("tickets")).extracting((set) -> set.name())
			.containsExactly("tickets", "old-tickets");
		Dataset old = catalog.read("old-tickets", Split.EVALUATION, 0);
		assertThat(old.task().name()).isEqualTo("tickets");
		assertThat(old.examples()).containsExactly(new SentenceExample("old.csv:2", "Hi.", null, 1));
	}

	@Test
	void labelsOfAnEvaluationSetMayBeInAnotherOrder() {
		tickets(TICKETS, ROWS, ROWS);
		String hard = """
				head: classification
				format: csv
				columns: {first: text, label: intent}
				labels: [refund, delivery]
				labelValues: ["1", "2"]
				evaluationOf: tickets
				evaluation: dev.csv
				""";
		this.data.with("hard/dataset.yml", hard).with("hard/dev.csv", "text,intent\nA.,1\nB.,2\n");
		Dataset read = this.data.catalog().read("hard", Split.EVALUATION, 0);
		assertThat(read.task()).isEqualTo(this.data.catalog().task("tickets"));
		assertThat(read.task().labels()).containsExactly("delivery", "refund");
		assertThat(read.examples()).containsExactly(new SentenceExample("dev.csv:2", "A.", null, 1),
				new SentenceExample("dev.csv:3", "B.", null, 0));
		this.data.with("hard/dev.csv", "text,intent\nA.,3\n");
		assertThat(rows("hard", Split.EVALUATION))
			.containsExactly("dev.csv, line 2, column intent: expected 2 or 1, found \"3\"");
		for (String labels : List.of("[refund, deliveries]", "[refund, delivery, other]")) {
			this.data.with("hard/dataset.yml", hard.replace("[refund, delivery]", labels).replace("labelValues", "#"));
			assertThat(fault("hard", Split.EVALUATION))
				.hasMessage("dataset 'hard' cannot evaluate 'tickets': its labels are "
						+ labels.substring(1, labels.length() - 1) + ", those of 'tickets' delivery, refund");
		}
	}

	/** Otherwise encoded examples with the former labels would be used. */
	@Test
	void theValuesThatAnEvaluationSetInheritsArePartOfItsHash() {
		String definition = TICKETS + "labels: [delivery, refund]\nlabelValues: [\"0\", \"1\"]\n";
		String rows = "id,text,intent\n1,A.,0\n2,B.,1\n";
		tickets(definition, rows, rows);
		this.data.with("hard/dataset.yml", TICKETS.replace("train: train.csv", "evaluationOf: tickets"))
			.with("hard/dev.csv", rows);
		Dataset before = this.data.catalog().read("hard", Split.EVALUATION, 0);
		assertThat(this.data.catalog().fingerprint("hard", Split.EVALUATION).sha256()).isEqualTo(before.sha256());
		tickets(definition.replace("[\"0\", \"1\"]", "[\"1\", \"0\"]"), rows, rows);
		Dataset after = this.data.catalog().read("hard", Split.EVALUATION, 0);
		assertThat(after.examples()).isNotEqualTo(before.examples());
		assertThat(after.sha256()).isNotEqualTo(before.sha256());
		assertThat(this.data.catalog().fingerprint("hard", Split.EVALUATION).sha256()).isEqualTo(after.sha256());
	}

	/** The numbers from 1 are also numbers from 0, but of other choices. */
	@Test
	void choicesOfAnEvaluationSetHaveTheValuesOfItsDataset() {
		String choices = """
				head: multiple-choice
				format: json-lines
				columns: {first: q, choices: [options], label: answer}
				""";
		String rows = "{\"q\": \"One?\", \"options\": [\"a\", \"b\", \"c\"], \"answer\": 1}\n";
		tickets(choices + "labelValues: [\"1\", \"2\", \"3\"]\ntrain: train.csv\nevaluation: dev.csv\n", rows, rows);
		String hard = choices + "evaluationOf: tickets\nevaluation: dev.csv\n";
		this.data.with("hard/dataset.yml", hard).with("hard/dev.csv", rows);
		List<String> texts = List.of("a", "b", "c");
		assertThat(this.data.catalog().read("hard", Split.EVALUATION, 0).examples())
			.containsExactly(new ChoiceExample("dev.csv:1", "One?", texts, 0));
		this.data.with("hard/dataset.yml", hard + "labelValues: [\"0\", \"1\", \"2\"]\n");
		assertThat(this.data.catalog().read("hard", Split.EVALUATION, 0).examples())
			.containsExactly(new ChoiceExample("dev.csv:1", "One?", texts, 1));
	}

	@Test
	void aDatasetForTrainingOnlyNeedsNoEvaluationFile() {
		tickets(TICKETS.replace("evaluation: dev.csv", "trainingOnly: true"), ROWS, ROWS);
		DatasetCatalog catalog = this.data.catalog();
		assertThat(this.data.train("tickets").examples()).hasSize(4);
		assertThat(catalog.missing("tickets")).isEmpty();
		assertThat(catalog.evaluations("tickets")).isEmpty();
		String message = "dataset 'tickets' has no evaluation rows, because it is declared with 'trainingOnly'";
		assertThat(catalog.missing("tickets", Split.EVALUATION)).contains(message);
		assertThat(fault("tickets", Split.EVALUATION)).hasMessage(message);
		this.data.with("hard/dataset.yml", TICKETS.replace("train: train.csv", "evaluationOf: tickets"))
			.with("hard/dev.csv", ROWS);
		assertThat(catalog.evaluations("tickets")).extracting((set) -> set.name()).containsExactly("hard");
	}

	@Test
	void aTrainingOnlyDatasetCannotHaveEvaluationRows() {
		tickets(TICKETS + "trainingOnly: true\nevaluationOf: cola\n", ROWS, ROWS);
		assertThat(fault("tickets", Split.TRAIN)).hasMessageContaining("trainingOnly: a dataset with 'evaluationOf'")
			.hasMessageContaining("evaluation: a dataset with 'trainingOnly' has no evaluation file");
		tickets(TICKETS.replace("evaluation: dev.csv", "trainingOnly: true\nevaluationShare: 0.2"), ROWS, ROWS);
		assertThat(fault("tickets", Split.TRAIN))
			.hasMessageContaining("evaluationShare: a dataset with 'trainingOnly' has no evaluation rows");
		tickets(TICKETS.replace("evaluation: dev.csv", "trainingOnly: false"), ROWS, ROWS);
		assertThat(fault("tickets", Split.TRAIN))
			.hasMessageContaining("evaluation: the name of the evaluation file is missing; ");
	}

	/** It would have no file that could be named or uploaded. */
	@Test
	void anEvaluationSetTakesNoShareOfATrainingFile() {
		tickets(TICKETS.replace("train: train.csv\nevaluation: dev.csv", "evaluationOf: cola\nevaluationShare: 0.2"),
				ROWS, ROWS);
		assertThat(fault("tickets", Split.EVALUATION))
			.hasMessageContaining("evaluationShare: a dataset with 'evaluationOf' has no training file");
	}

	@Test
	void allFaultsOfADeclarationAreListedAtOnce() {
		this.data.with("tickets/dataset.yml", """
				name: a/b
				head: ranking
				format: xml
				colour: red
				columns: {first: text, labels: intent}
				""");
		assertThat(fault("tickets", Split.TRAIN)).hasMessageContaining("tickets/dataset.yml, colour: unknown key; ")
			.hasMessageContaining("tickets/dataset.yml, columns.labels: unknown key; known keys: first, second, ");
		this.data.with("tickets/dataset.yml", """
				name: a/b
				head: ranking
				format: xml
				labels: [one]
				train: ../secret.csv
				evaluation: /etc/passwd
				folders: [..]
				evaluationShare: 2
				""");
		assertThat(fault("tickets", Split.TRAIN)).hasMessageContaining("name: a name has up to 64 letters")
			.hasMessageContaining("head: must be one of span, multiple-choice, classification")
			.hasMessageContaining("format: must be one of squad, csv, tsv, json-lines, not 'xml'")
			.hasMessageContaining("train: must be the name of a file below the data folder, not '../secret.csv'")
			.hasMessageContaining("evaluation: must be the name of a file below the data folder, not '/etc/passwd'")
			.hasMessageContaining("folders[0]: must be a folder below the data folder, not '..'")
			.hasMessageContaining("evaluationShare: must be above 0 and at most 0.9, not 2.0");
	}

	@Test
	void invalidYamlIsReportedWithItsLine() {
		this.data.with("tickets/dataset.yml", "head: [classification\n");
		assertThat(fault("tickets", Split.TRAIN)).hasMessageContaining("tickets/dataset.yml is not YAML: ")
			.hasMessageContaining("line 2");
		this.data.with("tickets/dataset.yml", "head: classification\nhead: span\n");
		assertThat(fault("tickets", Split.TRAIN)).hasMessageContaining("duplicate key head");
		this.data.with("tickets/dataset.yml", "columns: 7\n");
		assertThat(fault("tickets", Split.TRAIN)).hasMessageContaining("tickets/dataset.yml, columns: ");
		this.data.with("tickets/dataset.yml", "x".repeat(100_000));
		assertThat(fault("tickets", Split.TRAIN)).hasMessageContaining("at most 65536 are allowed");
	}

	@Test
	void columnsWithoutANameAreRejected() {
		tickets("""
				head: multiple-choice
				format: csv
				columns: {first: text, choicePrefix: " ", choices: [a, null, ""], label: intent}
				train: train.csv
				evaluation: dev.csv
				""".replace("null", "~"), ROWS, ROWS);
		assertThat(fault("tickets", Split.TRAIN)).hasMessageContaining("columns.choicePrefix: the name of the column")
			.hasMessageContaining("columns.choices[2]: the name of the column is missing");
		assertThat(new Columns("text", null, null, Arrays.asList("a", null), "intent").choices()).containsExactly("a",
				"");
	}

	@Test
	void aDeclarationThatContainsItselfIsRejected() {
		for (String recursive : List.of("folders: &a [*a]", "files: &a [*a]", "columns: &a {choices: *a}",
				"labels: &a [x, *a]", "&a {files: [*a]}", "head: &a {? *a : x}")) {
			tickets(recursive + "\n", ROWS, ROWS);
			assertThat(fault("tickets", Split.TRAIN)).as(recursive).hasMessageContaining("cannot be used");
		}
		assertThat(this.data.catalog().names()).contains("tickets", "cola");
	}

	@Test
	void aFaultyDeclarationDoesNotAffectTheOthers() {
		this.data.with("broken/dataset.yml", "head: ranking\n");
		tickets(TICKETS, ROWS, ROWS);
		assertThat(this.data.catalog().names()).contains("broken", "tickets");
		assertThat(this.data.train("tickets").examples()).hasSize(4);
	}

	@Test
	void declarationsBehindLinksAreRejected(@TempDir Path other) throws Exception {
		Files.writeString(other.resolve("dataset.yml"), TICKETS);
		Files.createDirectories(this.data.folder());
		Files.createSymbolicLink(this.data.folder().resolve("tickets"), other);
		assertThat(fault("tickets", Split.TRAIN)).hasMessageContaining("is a link that points outside the data folder");
	}

	@Test
	void shippedDatasetsCannotBeRedeclared() {
		this.data.with("cola/dataset.yml", TICKETS);
		assertThat(this.data.catalog().task("cola").mainMetric()).isEqualTo("matthews_correlation");
	}

	@Test
	void aDatasetCanBeDeclaredInSettings() {
		this.data.with("mine/train.csv", ROWS).with("mine/dev.csv", ROWS);
		DatasetCatalog catalog = this.data.catalog("mtdnn.datasets.definitions.tickets.head", "classification",
				"mtdnn.datasets.definitions.tickets.format", "csv", "mtdnn.datasets.definitions.tickets.columns.first",
				"text", "mtdnn.datasets.definitions.tickets.columns.label", "intent",
				"mtdnn.datasets.definitions.tickets.train", "train.csv",
				"mtdnn.datasets.definitions.tickets.evaluation", "dev.csv",
				"mtdnn.datasets.definitions.tickets.folders[0]", "mine");
		assertThat(catalog.read("tickets", Split.TRAIN, 0).examples()).hasSize(4);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.data.catalog("mtdnn.datasets.definitions.tickets.head", "classification"))
			.withMessageContaining("mtdnn.datasets.definitions.tickets, format: must be one of");
	}

	private void tickets(String definition, String train, String evaluation) {
		this.data.with("tickets/dataset.yml", definition)
			.with("tickets/train.csv", train)
			.with("tickets/dev.csv", evaluation);
	}

	private List<String> rows(String dataset, Split split) {
		return fault(dataset, split).rows().stream().map(MalformedRow::toString).toList();
	}

	private DatasetException fault(String dataset, Split split) {
		return catchThrowableOfType(DatasetException.class, () -> this.data.catalog().read(dataset, split, 0));
	}

	private static List<String> texts(Dataset dataset) {
		return dataset.examples().stream().map((row) -> ((SentenceExample) row).first()).toList();
	}

}
