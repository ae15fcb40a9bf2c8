package io.mtdnn.datasets.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.DatasetException;
import io.mtdnn.datasets.EvaluationSet;
import io.mtdnn.datasets.Example;
import io.mtdnn.datasets.Example.ChoiceExample;
import io.mtdnn.datasets.Example.SentenceExample;
import io.mtdnn.datasets.MalformedRow;
import io.mtdnn.datasets.Split;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** CoLA, MRPC, MNLI and SWAG. */
class TableReadersTests {

	private static final String MNLI_HEADER = "index\tgenre\tsentence1\tsentence2\tlabel1\tgold_label\n";

	private static final String SWAG_HEADER = ",video-id,fold-ind,startphrase,sent1,sent2,gold-source,"
			+ "ending0,ending1,ending2,ending3,label\n";

	private DataFixture data;

	@BeforeEach
	void setUp(@TempDir Path folder) {
		this.data = new DataFixture(folder);
	}

	@Test
	void colaIsRead() {
		this.data.with("in_domain_train.tsv",
				"gj04\t1\t\tThe \"old\" dog sleeps.\ngj04\t0\t*\tDog the\u0085 \u2028sleeps.\n");
		Dataset dataset = this.data.train("cola");
		assertThat(dataset.examples()).containsExactly(
				new SentenceExample("in_domain_train.tsv:1", "The \"old\" dog sleeps.", null, 1),
				new SentenceExample("in_domain_train.tsv:2", "Dog the\u0085 \u2028sleeps.", null, 0));
		assertThat(dataset.task().labels()).containsExactly("unacceptable", "acceptable");
	}

	@Test
	void colaMayHaveCrlfAByteOrderMarkAndNoFinalNewline() {
		this.data.with("in_domain_train.tsv", "\uFEFFgj04\t1\t\tOne.\r\n\r\ngj04\t0\t*\tTwo.");
		assertThat(this.data.train("cola").examples()).containsExactly(
				new SentenceExample("in_domain_train.tsv:1", "One.", null, 1),
				new SentenceExample("in_domain_train.tsv:3", "Two.", null, 0));
	}

	@Test
	void malformedColaRowsAreReported() {
		this.data.with("in_domain_train.tsv", """
				gj04	1		Good.
				gj04	2		Label.
				gj04	1	Three.
				gj04	1		A	tab.
				gj04	1		\s
				""");
		assertThat(fault("cola").rows()).extracting(MalformedRow::toString)
			.containsExactly("in_domain_train.tsv, line 2, column 2: expected 0 or 1, found \"2\"",
					"in_domain_train.tsv, line 3: expected 4 tab-separated columns, found 3 in \"gj04 | 1 | Three.\"",
					"in_domain_train.tsv, line 4: expected 4 tab-separated columns, found 5 in \"gj04 | 1 |  | A | tab.\"",
					"in_domain_train.tsv, line 5, column 4: expected text, found nothing");
	}

	@Test
	void rowsThatAreNotUtf8AreReported() {
		byte[] bytes = "gj04\t1\t\tGood.\ngj04\t1\t\tCaf\u00e9.\ngj04\t1\t\tFine.\n"
			.getBytes(StandardCharsets.ISO_8859_1);
		this.data.with("in_domain_train.tsv", bytes);
		Dataset dataset = this.data.catalog().read("cola", Split.TRAIN, 1);
		assertThat(dataset.examples()).hasSize(2);
		assertThat(dataset.skipped()).singleElement()
			.satisfies((row) -> assertThat(row.location() + row.expected()).isEqualTo("line 2UTF-8 text"));
	}

	@Test
	void aLineBeyondTheLimitIsRejected() {
		this.data.with("in_domain_train.tsv", "gj04\t1\t\tShort.\ngj04\t1\t\t" + "x".repeat(200_000) + "\n");
		DatasetCatalog catalog = this.data.catalog("mtdnn.datasets.max-row-size", "64KB");
		assertThat(catchThrowableOfType(DatasetException.class, () -> catalog.read("cola", Split.TRAIN, 5)))
			.hasMessageContaining("has at line 2 a line of more than 65536 bytes");
	}

	@Test
	void linesMayBeLongerThanTheBuffer() {
		String sentence = "y".repeat(150_000);
		this.data.with("in_domain_train.tsv", "a\t1\t\t" + sentence + "\na\t0\t\tShort.\n");
		assertThat(this.data.train("cola").examples()).extracting((row) -> ((SentenceExample) row).first())
			.containsExactly(sentence, "Short.");
	}

	@Test
	void mrpcMayHaveAByteOrderMarkAndLiteralQuotationMarks() {
		this.data.with("msr_paraphrase_train.txt", "\uFEFFQuality\t#1 ID\t#2 ID\t#1 String\t#2 String\r\n"
				+ "1\t10\t11\tHe said \"yes.\t\"Yes\", he said.\r\n0\t12\t13\t\"A\tB\r\n");
		Dataset dataset = this.data.train("mrpc");
		assertThat(dataset.examples()).containsExactly(
				new SentenceExample("msr_paraphrase_train.txt:2", "He said \"yes.", "\"Yes\", he said.", 1),
				new SentenceExample("msr_paraphrase_train.txt:3", "\"A", "B", 0));
		assertThat(dataset.task().labels()).containsExactly("not_equivalent", "equivalent");
	}

	@Test
	void mrpcWithAnotherHeaderIsRejected() {
		this.data.with("msr_paraphrase_train.txt", "index\tsentence\n1\tx\n");
		assertThat(fault("mrpc")).hasMessageContaining(
				"has no columns #1 String, #2 String, Quality in its header, found \"index, sentence\"");
	}

	@Test
	void mnliColumnsAreFoundByName() {
		this.data.with("mnli/train.tsv",
				MNLI_HEADER + "0\tx\tIt \"rains.\tWater falls.\tneutral\tentailment\n"
						+ "1\tx\tIt rains.\tIt is dry.\t-\tcontradiction\n2\tx\tIt rains.\tNo majority.\t-\t-\n"
						+ "3\tx\tIt rains.\tWe stay in.\t-\tneutral\n");
		Dataset dataset = this.data.train("mnli");
		assertThat(dataset.task().labels()).containsExactly("entailment", "neutral", "contradiction");
		assertThat(dataset.skipped()).isEmpty();
		assertThat(dataset.examples()).containsExactly(
				new SentenceExample("train.tsv:2", "It \"rains.", "Water falls.", 0),
				new SentenceExample("train.tsv:3", "It rains.", "It is dry.", 2),
				new SentenceExample("train.tsv:5", "It rains.", "We stay in.", 1));
	}

	@Test
	void malformedMnliRowsAreReported() {
		this.data.with("mnli/train.tsv", MNLI_HEADER + "0\tx\tA.\tB.\t-\thidden\n1\tx\tA.\t-\tneutral\n");
		assertThat(fault("mnli").rows()).extracting(MalformedRow::toString)
			.containsExactly(
					"train.tsv, line 2, column gold_label: expected entailment or neutral or contradiction, found \"hidden\"",
					"train.tsv, line 3: expected 6 tab-separated columns, found 5 in \"1 | x | A. | - | neutral\"");
	}

	@Test
	void mnliIsReadFromJsonLines() {
		this.data.with("multinli_1.0/multinli_1.0_train.jsonl", """
				{"gold_label": "contradiction", "sentence1": "A\\tb.", "sentence2": "C.", "pairID": "1c"}
				{"gold_label": "-", "sentence1": "A.", "sentence2": "C."}
				{"gold_label": "neutral", "sentence1": "A."}
				{"gold_label": "neutral",
				{"gold_label": "neutral", "sentence1": 7, "sentence2": "C."}
				""");
		Dataset dataset = this.data.catalog().read("mnli", Split.TRAIN, 3);
		assertThat(dataset.examples())
			.containsExactly(new SentenceExample("multinli_1.0_train.jsonl:1", "A\tb.", "C.", 2));
		assertThat(dataset.skipped()).extracting((row) -> row.location() + " " + row.expected() + " " + row.actual())
			.containsExactly("line 3, property sentence2 text nothing",
					"line 4 a JSON object \"{\"gold_label\": \"neutral\",\"", "line 5, property sentence1 text \"7\"");
	}

	@Test
	void theMismatchedSetIsEvaluatedIfItsFileExists() {
		String rows = MNLI_HEADER + "0\tx\tA.\tB.\t-\tneutral\n";
		this.data.with("MNLI/train.tsv", rows).with("MNLI/dev_matched.tsv", rows);
		assertThat(this.data.catalog().evaluations("mnli")).containsExactly(new EvaluationSet("mnli", true),
				new EvaluationSet("mnli-mismatched", false));
		this.data.with("MNLI/dev_mismatched.tsv", rows + "1\tx\tA.\tB.\t-\tentailment\n");
		assertThat(this.data.catalog().evaluations("mnli")).containsExactly(new EvaluationSet("mnli", true),
				new EvaluationSet("mnli-mismatched", true));
		assertThat(this.data.catalog().evaluations("cola")).containsExactly(new EvaluationSet("cola", true));
		Dataset mismatched = this.data.catalog().read("mnli-mismatched", Split.EVALUATION, 0);
		assertThat(mismatched.examples()).hasSize(2);
		assertThat(mismatched.task().name()).isEqualTo("mnli");
		assertThat(this.data.catalog().names()).doesNotContain("mnli-mismatched").contains("mnli");
	}

	@Test
	void swagIsRead() {
		this.data.with("train.csv", SWAG_HEADER
				+ "0,v,1,x,A man sits. He,He,gold,\"stands, then \"\"sings\"\".\",falls.,\"runs\naway.\",eats.,2\n"
				+ "1,v,1,x,A full sentence.,,gold,a.,b.,c.,d.,0\n");
		Dataset dataset = this.data.train("swag");
		assertThat(dataset.examples()).containsExactly(
				new ChoiceExample("train.csv:2", "A man sits. He",
						List.of("He stands, then \"sings\".", "He falls.", "He runs\naway.", "He eats."), 2),
				new ChoiceExample("train.csv:4", "A full sentence.", List.of("a.", "b.", "c.", "d."), 0));
	}

	@Test
	void malformedSwagRowsAreReported() {
		this.data.with("train.csv", "\uFEFF" + SWAG_HEADER + "0,v,1,x,A,He,g,a,b,c,d,1\r\n1,v,1,x,A,He,g,a,b,c,d,4\r\n"
				+ "2,v,1,x,A,He,g,a,b,c,d\r\n3,v,1,x,A,He,g,a,,c,d,1\r\n4,v,1,x,,He,g,a,b,c,d,1\r\n");
		DatasetCatalog catalog = this.data.catalog();
		Dataset dataset = catalog.read("swag", Split.TRAIN, 4);
		assertThat(dataset.examples()).hasSize(1);
		assertThat(dataset.skipped()).extracting((row) -> row.location() + ": " + row.expected() + " / " + row.actual())
			.containsExactly("line 3, column label: 0 or 1 or 2 or 3 / \"4\"",
					"line 4: 12 comma-separated columns / 11 in \"2 | v | 1 | x | A | He | g | a | b | c | d\"",
					"line 5, column ending1: text / nothing", "line 6, column sent1: text / nothing");
		assertThat(fault("swag")).hasMessageContaining("4 malformed rows (0 may be skipped), first: train.csv, line 3");
	}

	@Test
	void swagWithAnUnclosedQuotationMarkIsRejected() {
		this.data.with("train.csv", SWAG_HEADER + "0,v,1,x,A,He,g,a,b,c,d,1\n1,v,1,x,\"A,He,g,a,b,c,d,1\n");
		assertThat(fault("swag")).hasMessageContaining("is not well-formed CSV from line 3: Unclosed quoted field");
		this.data.with("train.csv", SWAG_HEADER + "0,v,1,x,\"" + "long ".repeat(100_000) + "\n");
		DatasetCatalog catalog = this.data.catalog("mtdnn.datasets.max-row-size", "64KB");
		assertThat(catchThrowableOfType(DatasetException.class, () -> catalog.read("swag", Split.TRAIN, 0)))
			.hasMessageContaining(
					"has at line 2 a record of more than 65536 characters (mtdnn.datasets.max-row-size);");
	}

	@Test
	void blankLinesAreIgnoredInEveryFormat() {
		this.data.with("in_domain_train.tsv", blankLines("gj04\t1\t\tOne.", "gj04\t0\t*\tTwo."));
		this.data.with("msr_paraphrase_train.txt",
				blankLines("Quality\t#1 ID\t#2 ID\t#1 String\t#2 String", "1\t1\t2\tA.\tB.", "0\t3\t4\tC.\tD."));
		this.data.with("mnli/train.tsv",
				blankLines(MNLI_HEADER.strip(), "0\tx\tA.\tB.\t-\tneutral", "1\tx\tC.\tD.\t-\tneutral"));
		this.data.with("train.csv",
				blankLines(SWAG_HEADER.strip(), "0,v,1,x,A,He,g,a,b,c,d,1", "1,v,1,x,B,He,g,a,b,c,d,2"));
		for (String dataset : List.of("cola", "mrpc", "mnli", "swag")) {
			Dataset read = this.data.train(dataset);
			assertThat(read.examples()).as(dataset).hasSize(2);
			assertThat(read.skipped()).as(dataset).isEmpty();
		}
		assertThat(this.data.train("swag").examples()).extracting(Example::id)
			.containsExactly("train.csv:6", "train.csv:9");
	}

	@Test
	void jsonLinesMayBeginWithBlankLines() {
		String row = "{\"gold_label\": \"neutral\", \"sentence1\": \"A.\", \"sentence2\": \"B.\"}";
		this.data.with("multinli_1.0/multinli_1.0_train.jsonl", blankLines(row, "  " + row));
		assertThat(this.data.train("mnli").examples()).extracting(Example::id)
			.containsExactly("multinli_1.0_train.jsonl:3", "multinli_1.0_train.jsonl:6");
	}

	/** Lines with blank ones before, between and behind. */
	private static String blankLines(String... lines) {
		return "\n \t\n" + String.join("\n\r\n  \n", lines) + "\n\n\r\n";
	}

	@Test
	void aFileOfBlankLinesHasNoHeader() {
		this.data.with("train.csv", "\n\n").with("mnli/train.tsv", "\n\n");
		assertThat(fault("swag")).hasMessageEndingWith("ending3, label in its header, found nothing");
		assertThat(fault("mnli")).hasMessageEndingWith("gold_label in its header, found nothing");
	}

	@Test
	void anEmptyFolderDoesNotHideAnother() throws IOException {
		Files.createDirectories(this.data.folder().resolve("MNLI"));
		this.data.with("mnli/train.tsv", MNLI_HEADER + "0\tx\tA.\tB.\t-\tneutral\n");
		assertThat(this.data.train("mnli").files()).containsExactly(this.data.folder().resolve("mnli/train.tsv"));
		this.data.with("Mnli/dev_matched.tsv", MNLI_HEADER + "0\tx\tC.\tD.\t-\tneutral\n");
		assertThat(this.data.catalog().read("mnli", Split.EVALUATION, 0).examples()).hasSize(1);
	}

	@Test
	void messagesNeverCutACharacter() {
		this.data.with("in_domain_train.tsv", "x".repeat(99) + "\uD83D\uDDFC" + "y".repeat(9) + "\n");
		assertThat(fault("cola").rows()).extracting(MalformedRow::actual)
			.containsExactly("1 in \"" + "x".repeat(99) + "...\"");
	}

	@Test
	void swagWithAnotherHeaderOrEncodingIsRejected() {
		this.data.with("train.csv", "id,question,answer\n1,x,y\n");
		assertThat(fault("swag")).hasMessageContaining("has no columns sent1, sent2, ending0");
		this.data.with("train.csv",
				(SWAG_HEADER + "0,v,1,x,Caf\u00e9,He,g,a,b,c,d,1\n").getBytes(StandardCharsets.ISO_8859_1));
		assertThat(fault("swag")).hasMessageContaining("is not UTF-8 text");
	}

	private DatasetException fault(String dataset) {
		return catchThrowableOfType(DatasetException.class, () -> this.data.train(dataset));
	}

}
