package io.mtdnn.serving.answers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

import io.mtdnn.serving.Answer;
import io.mtdnn.serving.FakeModels;
import io.mtdnn.serving.HashingModel;
import io.mtdnn.serving.Parts;
import io.mtdnn.serving.Question;
import io.mtdnn.serving.QuestionOptions;
import io.mtdnn.serving.RequestKind;
import io.mtdnn.serving.answers.QuestionPipeline.Item;
import io.mtdnn.serving.answers.QuestionPipeline.Source;
import io.mtdnn.serving.limits.ServingProperties;
import io.mtdnn.serving.limits.UnnamedModel;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
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

	/** As for a single question. */
	@Test
	void theNewestModelIsTheNewestOneWithTheTask() throws Exception {
		FakeModels models = new FakeModels(this.directory);
		models.add("a", "first", List.of(HashingModel.TASKS.get(0)));
		models.add("b", "second", List.of(new Task("manuals", HeadKind.SPAN, List.of())));
		ServingProperties alias = Parts.properties(1000, 0);
		ServingProperties newest = new ServingProperties(alias.modelMemory(), alias.answerCache(), alias.contextCache(),
				alias.requestTimeout(), alias.batchTimeout(), alias.maxContextCharacters(),
				alias.maxQuestionCharacters(), alias.maxDocuments(), alias.maxBatchItems(), alias.maxLine(),
				UnnamedModel.NEWEST, alias.batching());
		Question question = new Question("who ?", "one two three", QuestionOptions.DEFAULT.with("squad-v2"));
		List<Answer> answers = new ArrayList<>();
		try (Parts parts = new Parts(models, newest)) {
			new QuestionPipeline(parts.answering, parts.choice, parts.meters).run(RequestKind.BATCH,
					Source.of(List.of(new Item<>(0, question, null), new Item<>(1, question, null)).iterator()),
					Parts.deadline().patiently(), (result) -> answers.add(result.answer()));
		}
		assertThat(answers).hasSize(2).doesNotContainNull();
		assertThat(answers).extracting((answer) -> answer.model().id()).containsOnly("a");
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
