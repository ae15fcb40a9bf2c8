package io.mtdnn.serving.answers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.mtdnn.registry.AliasMoving;
import io.mtdnn.serving.Answer;
import io.mtdnn.serving.FakeModels;
import io.mtdnn.serving.HashingModel;
import io.mtdnn.serving.Parts;
import io.mtdnn.serving.Question;
import io.mtdnn.serving.QuestionOptions;
import io.mtdnn.serving.loading.ModelsFollowingRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An alias moves back and forth between two models under load: no request fails, and each
 * answer comes from one of the models.
 */
class AliasSwitchingTests {

	private static final int SWITCHES = 100;

	private static final Question QUESTION = new Question("who ?", "one two three four five six",
			QuestionOptions.DEFAULT.of("live"));

	@TempDir
	private Path directory;

	@Test
	void withMemoryForBothModelsEachIsLoadedOnce() throws Exception {
		FakeModels models = switching(1000);
		assertThat(models.opened.get("a")).hasSize(1);
		assertThat(models.opened.get("b")).hasSize(1);
	}

	@Test
	void withMemoryForOneModelTheOldWeightsAreFreed() throws Exception {
		FakeModels models = switching(500);
		List<HashingModel> all = new ArrayList<>(models.opened.get("a"));
		all.addAll(models.opened.get("b"));
		assertThat(all).hasSizeGreaterThan(SWITCHES / 2);
		assertThat(all).allMatch((model) -> model.closed);
	}

	private FakeModels switching(int memory) throws Exception {
		FakeModels models = new FakeModels(this.directory);
		models.add("a", "first", 400);
		models.add("b", "second", 400);
		models.aliases.put("live", "a");
		AtomicInteger answers = new AtomicInteger();
		try (Parts parts = new Parts(models, Parts.properties(memory, 0))) {
			Map<String, Answer> expected = Map.of("a", ask(parts, "a"), "b", ask(parts, "b"));
			assertThat(expected.get("a").nullOdds()).isNotEqualTo(expected.get("b").nullOdds());
			AtomicBoolean over = new AtomicBoolean();
			List<CompletableFuture<Void>> callers = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				callers.add(CompletableFuture.runAsync(() -> {
					while (!over.get()) {
						Answer answer = parts.answering.answer(QUESTION, Parts.deadline());
						Answer right = expected.get(answer.model().id());
						assertThat(answer.at(null)).isEqualTo(right.at(null));
						answers.incrementAndGet();
					}
				}, (task) -> new Thread(task).start()));
			}
			ModelsFollowingRegistry warmUp = new ModelsFollowingRegistry(parts.loaded,
					parts.properties.requestTimeout());
			for (int i = 1; i <= SWITCHES; i++) {
				String target = (i % 2 == 0) ? "a" : "b";
				warmUp.on(new AliasMoving("live", models.models.get(target)));
				models.aliases.put("live", target);
				int before = answers.get();
				while (answers.get() == before && callers.stream().noneMatch(CompletableFuture::isDone)) {
					Thread.onSpinWait();
				}
			}
			over.set(true);
			for (CompletableFuture<Void> caller : callers) {
				caller.get();
			}
			assertThat(parts.loaded.bytes()).isLessThanOrEqualTo(memory);
		}
		return models;
	}

	private static Answer ask(Parts parts, String model) {
		return parts.answering.answer(QUESTION.to(model), Parts.deadline());
	}

}
