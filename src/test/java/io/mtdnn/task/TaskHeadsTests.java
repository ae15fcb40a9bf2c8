package io.mtdnn.task;

import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class TaskHeadsTests {

	private static final Task SQUAD = new Task("squad", HeadKind.SPAN, List.of());

	private static final Task MANUALS = new Task("manuals", HeadKind.SPAN, List.of()).onHead("squad");

	private static final Task TRIVIA = new Task("trivia", HeadKind.SPAN, List.of()).onHead("quiz");

	@Test
	void aHeadIsFoundByItsNameOrThatOfATask() {
		List<Task> tasks = List.of(MANUALS, SQUAD, TRIVIA);
		assertThat(TaskHeads.find(tasks, "squad")).as("the task of that name").contains(SQUAD);
		assertThat(TaskHeads.find(tasks, "manuals")).contains(MANUALS);
		assertThat(TaskHeads.find(tasks, "quiz")).contains(TRIVIA);
		assertThat(TaskHeads.find(List.of(MANUALS, TRIVIA), "squad")).as("the first of the head").contains(MANUALS);
		assertThat(TaskHeads.find(tasks, "other")).isEmpty();
	}

	@Test
	void withoutANameTheOnlyHeadIsUsed() {
		assertThat(TaskHeads.find(List.of(MANUALS, SQUAD), null)).contains(MANUALS);
		assertThat(TaskHeads.find(List.of(SQUAD, TRIVIA), null)).isEmpty();
		assertThat(TaskHeads.find(List.of(), null)).isEmpty();
		assertThat(TaskHeads.distinct(List.of(MANUALS, SQUAD, TRIVIA))).containsExactly(MANUALS, TRIVIA);
	}

	/** Bundles and the registry of earlier versions have no name of a head. */
	@Test
	void anUnsharedHeadIsStoredWithoutAName() {
		JsonMapper json = JsonMapper.shared();
		String stored = "{\"name\":\"squad\",\"head\":\"SPAN\",\"labels\":[],\"mainMetric\":\"f1\"}";
		assertThat(json.writeValueAsString(SQUAD)).isEqualTo(stored);
		assertThat(json.readValue(stored, Task.class)).isEqualTo(SQUAD);
		assertThat(SQUAD.onHead("squad")).isEqualTo(SQUAD);
		assertThat(json.readValue(json.writeValueAsString(MANUALS), Task.class)).isEqualTo(MANUALS)
			.extracting(Task::headName)
			.isEqualTo("squad");
	}

}
