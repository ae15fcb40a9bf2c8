package io.mtdnn.serving.answers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

import io.mtdnn.serving.FakeModels;
import io.mtdnn.serving.Parts;
import io.mtdnn.serving.Question;
import io.mtdnn.serving.QuestionOptions;
import io.mtdnn.serving.RequestKind;
import io.mtdnn.serving.answers.QuestionPipeline.Item;
import io.mtdnn.serving.answers.QuestionPipeline.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class QuestionPipelineTests {

	private static final int QUESTIONS = 80;

	@TempDir
	private Path directory;

	@Test
	void shortQuestionsAreAnsweredManyAtATime() throws Exception {
		assertThat(readBeforeTheFirstAnswer("one two three")).isEqualTo(64);
	}

	/** 49 windows of 64 pieces with a step of 20, of which at most 1,024 are kept. */
	@Test
	void theWindowsOfUnansweredQuestionsAreBounded() throws Exception {
		assertThat(readBeforeTheFirstAnswer("w ".repeat(1000))).isEqualTo(21);
	}

	/** The number of questions that are read before the first answer is sent. */
	private int readBeforeTheFirstAnswer(String context) throws Exception {
		FakeModels models = new FakeModels(this.directory);
		models.add("a", "first", 400);
		List<Integer> read = new ArrayList<>();
		List<Integer> readAtAnswers = new ArrayList<>();
		Iterator<Item<Integer>> items = IntStream.range(0, QUESTIONS).mapToObj((i) -> {
			read.add(i);
			return new Item<>(i, new Question("who ?", context, QuestionOptions.DEFAULT), null);
		}).iterator();
		try (Parts parts = new Parts(models, Parts.properties(1000, 0))) {
			new QuestionPipeline(parts.answering, parts.choice, parts.meters).run(RequestKind.BATCH, Source.of(items),
					Parts.deadline().patiently(), (result) -> {
						assertThat(result.answer()).isNotNull();
						readAtAnswers.add(read.size());
					});
		}
		assertThat(readAtAnswers).hasSize(QUESTIONS);
		return readAtAnswers.get(0);
	}

}
