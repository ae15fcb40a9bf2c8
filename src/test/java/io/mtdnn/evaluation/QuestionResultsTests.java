package io.mtdnn.evaluation;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class QuestionResultsTests {

	@TempDir
	Path bundle;

	private final List<QuestionResult> results = List.of(
			QuestionResult.of("Lake", "Where is it?", "In Orlund, the town.",
					new SquadPrediction("a\ud83d", List.of("Orlund"), "in Orlund", -1.5), 0.75),
			QuestionResult.of(null, "Why?", "In Orlund, the town.",
					new SquadPrediction("b", List.of(), "", Double.POSITIVE_INFINITY), 0.0));

	@Test
	void writtenResultsAreReadBack() {
		QuestionResults.write(this.bundle, "squad-v2", this.results);
		assertThat(QuestionResults.datasets(this.bundle)).containsExactly("squad-v2");
		assertThat(QuestionResults.read(this.bundle, "squad-v2")).isEqualTo(this.results);
	}

	@Test
	void aResultHasItsScoresAndItsAnswerAtAThreshold() {
		QuestionResult first = this.results.get(0);
		assertThat(first.exact()).isZero();
		assertThat(first.f1()).isEqualTo(2.0 / 3);
		assertThat(first.answer(0)).isEqualTo("in Orlund");
		assertThat(first.answer(-2)).isEmpty();
		assertThat(this.results.get(1).score())
			.isEqualTo(new QuestionScore("b", false, false, 1, 1, Double.POSITIVE_INFINITY));
	}

	@Test
	void damagedAndMissingFilesAreFaults() throws Exception {
		assertThat(QuestionResults.datasets(this.bundle)).isEmpty();
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> QuestionResults.read(this.bundle, "squad-v2"));
		QuestionResults.write(this.bundle, "squad-v2", this.results);
		Path file = this.bundle.resolve("questions-squad-v2.jsonl.gz");
		byte[] bytes = Files.readAllBytes(file);
		Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> QuestionResults.read(this.bundle, "squad-v2"));
	}

	@Test
	void nothingIsWrittenFromADamagedFileOfCandidates() throws Exception {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (OutputStream out = new GZIPOutputStream(packed)) {
			for (int i = 0; i < 20_000; i++) {
				out.write("{\"id\":\"q%d\",\"nbest\":[]}\n".formatted(i).getBytes(StandardCharsets.UTF_8));
			}
		}
		byte[] half = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
		Files.write(PredictionFiles.nBest(this.bundle, "squad-v2"), half);
		ByteArrayOutputStream written = new ByteArrayOutputStream();
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> new PredictionFiles(this.bundle, "squad-v2").writeNBest(written))
			.withMessageContaining("nbest-squad-v2.jsonl.gz: cannot be read");
		assertThat(written.toByteArray()).isEmpty();
	}

	@Test
	void resultsOfEarlierVersionsAreRead() throws Exception {
		// the first version stored null odds alone, without articles and confidences
		Path odds = this.bundle.resolve("null-odds-squad-v2.jsonl");
		Files.writeString(odds, """
				{"id":"a","bestText":"in Orlund","nullOdds":-1.5,"golds":["Orlund"]}
				{"id":"b","bestText":"","nullOdds":"Infinity","golds":[]}
				""");
		assertThat(QuestionResults.datasets(this.bundle)).containsExactly("squad-v2");
		assertThat(QuestionResults.datasetsWithTexts(this.bundle)).isEmpty();
		assertThat(QuestionResults.read(this.bundle, "squad-v2")).containsExactly(
				new QuestionResult("a", null, "", "", List.of("Orlund"), "in Orlund", -1.5, 0, 2 / 3.0, null),
				new QuestionResult("b", null, "", "", List.of(), "", Double.POSITIVE_INFINITY, 1, 1, null));
		// Later versions stored both, and confidences only with null odds.
		try (OutputStream out = new GZIPOutputStream(
				Files.newOutputStream(this.bundle.resolve("questions-squad-v2.jsonl.gz")))) {
			out.write("""
					{"id":"a","article":"Lake","question":"Where?","context":"In Orlund.","golds":["Orlund"],\
					"bestText":"in Orlund","nullOdds":-1.5,"exact":0.0,"f1":0.6666666666666666}
					""".getBytes(StandardCharsets.UTF_8));
		}
		Files.writeString(odds, """
				{"id":"a","bestText":"in Orlund","nullOdds":-1.5,"golds":["Orlund"],"article":"Lake","confidence":0.25}
				""");
		assertThat(QuestionResults.datasets(this.bundle)).containsExactly("squad-v2");
		assertThat(QuestionResults.datasetsWithTexts(this.bundle)).containsExactly("squad-v2");
		assertThat(QuestionResults.read(this.bundle, "squad-v2")).containsExactly(new QuestionResult("a", "Lake",
				"Where?", "In Orlund.", List.of("Orlund"), "in Orlund", -1.5, 0, 2 / 3.0, 0.25));
		Files.writeString(odds, "{\"id\":\"a\",\"bestText\":");
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> QuestionResults.read(this.bundle, "squad-v2"))
			.withMessageContaining("null-odds-squad-v2.jsonl: cannot be read");
	}

}
