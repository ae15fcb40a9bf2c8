package io.mtdnn.datasets.catalog;

import java.nio.file.Path;
import java.util.List;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.DatasetException;
import io.mtdnn.datasets.Example;
import io.mtdnn.datasets.Example.GoldAnswer;
import io.mtdnn.datasets.Example.SpanExample;
import io.mtdnn.datasets.MalformedRow;
import io.mtdnn.datasets.Split;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class SquadReaderTests {

	private static final String GOOD = """
			{"version": "v2.0", "data": [{"title": "Lake", "paragraphs": [
			{"qas": [
			{"question": "Where is it?", "id": "a", "answers": [{"text": "Orlund", "answer_start": 12}], "is_impossible": false},
			{"question": "Who made it?", "id": "b", "answers": [], "plausible_answers": [{"text": "Orlund", "answer_start": 12}], "is_impossible": true}],
			"context": "The lake of Orlund is deep."}]}]}
			""";

	private DataFixture data;

	@BeforeEach
	void setUp(@TempDir Path folder) {
		this.data = new DataFixture(folder);
	}

	@Test
	void questionsMayPrecedeTheirContext() {
		Dataset dataset = this.data.with("train-v2.0.json", GOOD).train("squad-v2");
		String context = "The lake of Orlund is deep.";
		assertThat(dataset.examples()).containsExactly(
				new SpanExample("a", context, "Where is it?", List.of(new GoldAnswer("Orlund", 12)), "Lake"),
				new SpanExample("b", context, "Who made it?", List.of(), "Lake"));
		assertThat(dataset.task().name()).isEqualTo("squad-v2");
		assertThat(dataset.skipped()).isEmpty();
		assertThat(dataset.files()).extracting((path) -> path.getFileName().toString())
			.containsExactly("train-v2.0.json");
	}

	/** As in files with sorted keys. */
	@Test
	void theTitleMayFollowTheParagraphs() {
		String article = "{\"paragraphs\": [{\"context\": \"Ada.\", \"qas\": [" + qa("%s", "Who?", "", "Ada", 0)
				+ "]}]%s}";
		String text = "{\"data\": [" + article.formatted("a", ", \"title\": \"Lake\"") + ", "
				+ article.formatted("b", ", \"title\": \"Hill\"") + ", " + article.formatted("c", "") + "]}";
		assertThat(this.data.with("train-v2.0.json", text).train("squad-v2").examples())
			.extracting((example) -> ((SpanExample) example).article())
			.containsExactly("Lake", "Hill", null);
	}

	@Test
	void aContextIsSharedByItsQuestions() {
		List<Example> examples = this.data.with("train-v2.0.json", GOOD).train("squad-v2").examples();
		assertThat(((SpanExample) examples.get(0)).context()).isSameAs(((SpanExample) examples.get(1)).context());
	}

	@Test
	void versionOneHasNoImpossibleFlag() {
		String text = paragraph("Ada met Bo in May.", qa("q", "Who met Bo?", "", "Ada", 0));
		assertThat(this.data.with("train-v1.1.json", text).train("squad-v1").examples()).containsExactly(
				new SpanExample("q", "Ada met Bo in May.", "Who met Bo?", List.of(new GoldAnswer("Ada", 0)), "t"));
	}

	@Test
	void offsetsCountCodePointsNotUtf16Units() {
		// two astral characters before the answer, one in it, one after it; the file says
		// 7, Java must say 9
		String context = "\uD83D\uDE00 x \uD835\uDC9C: \uD83C\uDF0A Bay \uD83D\uDE80.";
		assertThat(context.codePointCount(0, context.indexOf("\uD83C\uDF0A"))).isEqualTo(7);
		assertThat(context.indexOf("\uD83C\uDF0A")).isEqualTo(9);
		String text = paragraph(context, qa("q", "Where?", "", "\uD83C\uDF0A Bay", 7));
		SpanExample example = (SpanExample) this.data.with("train-v2.0.json", text).train("squad-v2").examples().get(0);
		assertThat(example.answers()).containsExactly(new GoldAnswer("\uD83C\uDF0A Bay", 9));
	}

	@Test
	void anAnswerElsewhereIsReportedWithItsPath() {
		String text = paragraph("Ada met Bo in May.", qa("q1", "Who?", "", "Ada", 0), qa("q2", "When?", "", "May", 13),
				qa("q3", "Who?", "", "Bo", 17), qa("q4", "Who?", "", "Ada", 99), qa("q5", "Who?", "", "Ada", -1));
		assertThat(fault(text).rows()).extracting(MalformedRow::toString)
			.containsExactly(
					"train-v2.0.json, data[0].paragraphs[0].qas[1].answers[0]: expected \"May\" at character 13 of the "
							+ "context, found \" Ma\"",
					"train-v2.0.json, data[0].paragraphs[0].qas[2].answers[0]: expected \"Bo\" at character 17 of the "
							+ "context, found \".\"",
					"train-v2.0.json, data[0].paragraphs[0].qas[3].answers[0]: expected \"Ada\" at character 99 of the "
							+ "context, found a context of 18 characters",
					"train-v2.0.json, data[0].paragraphs[0].qas[4].answers[0]: expected \"Ada\" at character -1 of the "
							+ "context, found a context of 18 characters");
	}

	@Test
	void everyKindOfMalformedQuestionIsReported() {
		String text = """
				{"data": [5, {"title": "no paragraphs"}, {"paragraphs": [7, {"qas": []}, {"context": "c", "qas": 3},
				{"context": "Ada.", "qas": [
				{"id": "a", "question": "Who?", "answers": [{"text": "Ada", "answer_start": 0}]},
				{"id": "a", "question": "Who?", "answers": [{"text": "Ada", "answer_start": 0}]},
				{"question": "Who?", "answers": []},
				{"id": "b", "question": 4, "answers": []},
				{"id": "c", "question": "Who?"},
				{"id": "d", "question": "Who?", "answers": [{"text": "Ada", "answer_start": "0"}]},
				{"id": "e", "question": "Who?", "answers": [{"text": "", "answer_start": 0}]},
				{"id": "f", "question": "Who?", "answers": [], "is_impossible": false},
				{"id": "g", "question": "Who?", "answers": [{"text": "Ada", "answer_start": 0}], "is_impossible": true},
				{"id": "h", "question": "Who?", "answers": [], "is_impossible": "yes"},
				"text"]}]}]}""";
		Dataset dataset = this.data.with("train-v2.0.json", text).catalog().read("squad-v2", Split.TRAIN, 15);
		assertThat(dataset.examples()).extracting(Example::id).containsExactly("a");
		assertThat(dataset.skipped()).extracting((row) -> row.location() + " " + row.expected())
			.containsExactly("data[0] an article", "data[1].paragraphs an array", "data[2].paragraphs[0].context text",
					"data[2].paragraphs[1].context text", "data[2].paragraphs[2].qas an array",
					"data[2].paragraphs[3].qas[1].id an id that no earlier question has",
					"data[2].paragraphs[3].qas[2].id text", "data[2].paragraphs[3].qas[3].question text",
					"data[2].paragraphs[3].qas[4].answers an array",
					"data[2].paragraphs[3].qas[5].answers[0].answer_start a whole number",
					"data[2].paragraphs[3].qas[6].answers[0].text text",
					"data[2].paragraphs[3].qas[7].answers an answer",
					"data[2].paragraphs[3].qas[8].answers none, because is_impossible is true",
					"data[2].paragraphs[3].qas[9].is_impossible true or false",
					"data[2].paragraphs[3].qas[10].id text");
	}

	@Test
	void versionOneRejectsImpossibleQuestions() {
		String text = paragraph("Ada.",
				"{\"id\": \"q\", \"question\": \"Who?\", \"answers\": [], \"is_impossible\": true}");
		this.data.with("train-v1.1.json", text);
		DatasetException fault = catchThrowableOfType(DatasetException.class, () -> this.data.train("squad-v1"));
		assertThat(fault.rows()).extracting(MalformedRow::location)
			.containsExactly("data[0].paragraphs[0].qas[0].is_impossible");
	}

	@Test
	void aTruncatedFileIsRejected() {
		assertThat(fault(GOOD.substring(0, GOOD.length() - 30))).hasMessageContaining("train-v2.0.json is truncated")
			.hasMessageContaining("line 5");
	}

	@Test
	void truncationAfterTheLastRowIsDetected() {
		this.data.with("train-v2.0.json", GOOD.substring(0, GOOD.length() - 10));
		DatasetException fault = catchThrowableOfType(DatasetException.class,
				() -> this.data.catalog().read("squad-v2", Split.TRAIN, 0));
		assertThat(fault).hasMessageContaining("is truncated");
	}

	@Test
	void otherFormatsAreRejected() {
		assertThat(fault("index\tsentence\n")).hasMessageContaining("is not JSON at line 1");
		assertThat(fault("[1]")).hasMessageContaining("expected a JSON object with \"data\", found an array");
		assertThat(fault("{\"data\": {}}")).hasMessageContaining("an array of articles as \"data\", found an object");
		assertThat(fault("{\"rows\": []}")).hasMessageContaining("is not SQuAD");
		assertThat(fault("{\"data\": []}")).hasMessageContaining("contains no examples");
		assertThat(fault("{\"data\": []} {}")).hasMessageContaining("continues after the end");
		assertThat(fault("  ")).hasMessageContaining("found the end of the file");
	}

	@Test
	void textBeyondTheRowLimitIsRejected() {
		String text = paragraph("x".repeat(5000), qa("q", "Who?", "", "x", 0));
		this.data.with("train-v2.0.json", text);
		DatasetCatalog catalog = this.data.catalog("mtdnn.datasets.max-row-size", "4KB");
		DatasetException fault = catchThrowableOfType(DatasetException.class,
				() -> catalog.read("squad-v2", Split.TRAIN, 0));
		assertThat(fault)
			.hasMessageEndingWith("train-v2.0.json has at data[0].paragraphs[0].context (line 1) a string of more "
					+ "than 4096 characters (mtdnn.datasets.max-row-size)");
	}

	@Test
	void answersBeyondTheRowLimitAreNamedByTheirPath() {
		this.data.with("train-v2.0.json",
				paragraph("Ada.", qa("q", "Who?", "", "Ada", 0), qa("r", "y".repeat(5000), "", "Ada", 0)));
		DatasetCatalog catalog = this.data.catalog("mtdnn.datasets.max-row-size", "4KB");
		assertThat(catchThrowableOfType(DatasetException.class, () -> catalog.read("squad-v2", Split.TRAIN, 0)))
			.hasMessageContaining("has at data[0].paragraphs[0].qas[1].question (line 2) a string of more than 4096");
	}

	@Test
	void tooDeepNestingIsReported() {
		assertThat(fault("{\"data\": " + "[".repeat(200) + "]".repeat(200) + "}"))
			.hasMessageContaining("a structure of more than 100 levels");
	}

	@Test
	void messagesNeverCutACharacter() {
		// The file counts UTF-16 units, so that what it points to is one character behind
		// the answer.
		String text = paragraph("\uD83D\uDDFC to Tamm \uD83D\uDE80.", qa("q", "Where?", "", "to Tamm ", 3));
		assertThat(fault(text).rows()).singleElement()
			.satisfies((row) -> assertThat(row.actual()).isEqualTo("\"o Tamm \uD83D\uDE80\""));
		String long99 = "x".repeat(99) + "\uD83D\uDDFC" + "y".repeat(50);
		assertThat(fault(paragraph("Ada.", qa("q", "Who?", "", long99, 0))).rows()).singleElement()
			.satisfies((row) -> assertThat(row.expected())
				.isEqualTo("\"" + "x".repeat(99) + "...\" at character 0 of the context"));
	}

	@Test
	void blankLinesAroundTheDocumentAreIgnored() {
		assertThat(this.data.with("train-v2.0.json", "\n\r\n" + GOOD.replace("\n", "\n\n") + "\n\n")
			.train("squad-v2")
			.examples()).hasSize(2);
	}

	private DatasetException fault(String text) {
		this.data.with("train-v2.0.json", text);
		return catchThrowableOfType(DatasetException.class, () -> this.data.train("squad-v2"));
	}

	private static String paragraph(String context, String... questions) {
		return "{\"data\": [{\"title\": \"t\", \"paragraphs\": [{\"context\": \"" + context + "\", \"qas\": ["
				+ String.join(",\n", questions) + "]}]}]}";
	}

	private static String qa(String id, String question, String more, String answer, int start) {
		return "{\"id\": \"" + id + "\", \"question\": \"" + question + "\", " + more + "\"answers\": [{\"text\": \""
				+ answer + "\", \"answer_start\": " + start + "}]}";
	}

}
