package io.mtdnn.evaluation;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class QuestionResultsTests {

	private final JsonMapper json = JsonMapper.builder().build();

	@TempDir
	Path bundle;

	private final List<QuestionResult> results = List.of(
			QuestionResult.of("Lake", "Where is it?", "In Orlund, the town.",
					new SquadPrediction("a\ud83d", List.of("Orlund"), "in Orlund", -1.5)),
			QuestionResult.of(null, "Why?", "In Orlund, the town.",
					new SquadPrediction("b", List.of(), "", Double.POSITIVE_INFINITY)));

	@Test
	void resultsAreReadAsTheyWereWritten() {
		QuestionResults.write(this.bundle, "squad-v2", this.results, this.json);
		assertThat(QuestionResults.datasets(this.bundle)).containsExactly("squad-v2");
		assertThat(QuestionResults.read(this.bundle, "squad-v2", this.json)).isEqualTo(this.results);
	}

	@Test
	void aResultKnowsItsScoresAndItsAnswerAtAThreshold() {
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
			.isThrownBy(() -> QuestionResults.read(this.bundle, "squad-v2", this.json));
		QuestionResults.write(this.bundle, "squad-v2", this.results, this.json);
		Path file = this.bundle.resolve("questions-squad-v2.jsonl.gz");
		byte[] bytes = Files.readAllBytes(file);
		Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> QuestionResults.read(this.bundle, "squad-v2", this.json));
	}

}
