package io.mtdnn.plan.resolution;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.DatasetNotFoundException;
import io.mtdnn.datasets.EvaluationSet;
import io.mtdnn.datasets.Fingerprint;
import io.mtdnn.datasets.Split;
import io.mtdnn.plan.InvalidPlanException;
import io.mtdnn.plan.KeepMetric;
import io.mtdnn.plan.PlannedTask;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.plan.TrainingRequests;
import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.pretrained.EncoderListing;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Task;
import io.mtdnn.tokenization.RowTemplate;
import io.mtdnn.training.evaluation.EvaluatedMetrics;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Heads that several tasks share, and the sets that a task is evaluated on. */
class SharedHeadsTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final DefaultPlanResolver resolver = new DefaultPlanResolver(new Datasets(), new OneEncoder(),
			(directory) -> 512, new EvaluatedMetrics(), (reference) -> Optional.empty());

	@Test
	void tasksShareAHeadByItsName() {
		TrainingPlan plan = plan(
				"{\"dataset\": \"squad\", \"head\": \"qa\"}, {\"dataset\": \"manuals\", \"head\": \"qa\"}");
		assertThat(plan.tasks()).extracting(PlannedTask::head).containsExactly("qa", "qa");
		assertThat(plan.tasks()).extracting(PlannedTask::headName).containsExactly("qa", "qa");
		assertThat(TrainingRequests.of(plan).fields().at("/tasks/1"))
			.hasToString("{\"dataset\":\"manuals\",\"weight\":0.5,\"head\":\"qa\"}");
	}

	/** A head has the name of its dataset, so that is how another task joins it. */
	@Test
	void aTaskJoinsTheHeadOfAnother() {
		TrainingPlan plan = plan(
				"{\"dataset\": \"squad\", \"head\": \"squad\"}, {\"dataset\": \"manuals\", \"head\": \"squad\"}");
		assertThat(plan.tasks().get(0).head()).isNull();
		assertThat(plan.tasks().get(1).headName()).isEqualTo(plan.tasks().get(0).headName());
		assertThat(plan("{\"dataset\": \"squad\", \"head\": \"squad\"}")).isEqualTo(plan("{\"dataset\": \"squad\"}"));
	}

	@Test
	void headsOfOtherKindsLabelsOrChoicesAreNotShared() {
		assertRejected(shared("squad", "swag"), "tasks[1].head",
				"'swag' cannot share the head 'x' with 'squad': squad and swag have a span head and a multiple-choice head");
		assertRejected(shared("mood", "topic"), "tasks[1].head",
				"mood and topic have the labels bad, good and the labels sea, sky");
		assertRejected(shared("swag", "pairs"), "tasks[1].head", "swag and pairs have 4 choices and 2 choices");
		plan(shared("swag", "any-choices"));
	}

	@Test
	void everyFaultOfSharedHeadsIsReported() {
		assertThatExceptionOfType(InvalidPlanException.class)
			.isThrownBy(() -> plan(shared("squad", "swag") + ", {\"dataset\": \"topic\", \"head\": \"x\"}"))
			.satisfies((ex) -> assertThat(ex.faults()).extracting((fault) -> fault.field())
				.containsExactly("tasks[1].head", "tasks[2].head"));
	}

	@Test
	void aHeadMayNotHaveTheNameOfAnotherDataset() {
		assertRejected("{\"dataset\": \"squad\", \"head\": \"a/b\"}", "tasks[0].head",
				"begins with a letter or a digit");
		assertRejected("{\"dataset\": \"squad\", \"head\": \"\"}", "tasks[0].head", "not ''");
		assertRejected("{\"dataset\": \"squad\", \"head\": \"qa\"}, {\"dataset\": \"manuals\", \"head\": \"squad\"}",
				"tasks[1].head", "'squad' is the dataset of a task with another head, 'qa'");
	}

	@Test
	void aTaskIsEvaluatedOnTheSetsThatItNames() {
		TrainingPlan plan = plan("{\"dataset\": \"mood\", \"evaluateOn\": [\"mood-hard\", \"mood\"]}",
				"\"keep\": \"best\"");
		assertThat(plan.tasks().get(0).evaluateOn()).containsExactly("mood-hard", "mood");
		assertThat(plan.keepMetric()).isEqualTo(new KeepMetric("mood-hard", "accuracy"));
		TrainingPlan chosen = plan("{\"dataset\": \"mood\", \"evaluateOn\": [\"mood-hard\", \"mood\"]}",
				"\"keep\": \"best\", \"keepMetric\": {\"dataset\": \"mood\", \"metric\": \"f1\"}");
		assertThat(chosen.keepMetric()).isEqualTo(new KeepMetric("mood", "f1"));
	}

	@Test
	void evaluationSetsMustExistAndFitTheTask() {
		assertRejected("{\"dataset\": \"mood\", \"evaluateOn\": [\"mod\"]}", "tasks[0].evaluateOn[0]",
				"unknown dataset 'mod'");
		assertRejected("{\"dataset\": \"mood\", \"evaluateOn\": [\"mood\", \"topic\"]}", "tasks[0].evaluateOn[1]",
				"'topic' cannot evaluate 'mood': mood and topic have the labels bad, good and the labels sea, sky");
		assertRejected("{\"dataset\": \"mood\", \"evaluateOn\": [\"no-evaluation\"]}", "tasks[0].evaluateOn[0]",
				"no evaluation file");
		assertRejected("{\"dataset\": \"mood\", \"evaluateOn\": [\"mood\", \"mood\"]}", "tasks[0].evaluateOn[1]",
				"already an evaluation set of 'mood'");
		assertRejected("{\"dataset\": \"mood\", \"evaluateOn\": [1, null]}", "tasks[0].evaluateOn[0]",
				"must be a string");
	}

	@Test
	void metricsOfTwoTasksCannotShareAName() {
		assertRejected("{\"dataset\": \"squad\"}, {\"dataset\": \"manuals\", \"evaluateOn\": [\"squad\"]}",
				"tasks[1].evaluateOn[0]", "already an evaluation set of 'squad'");
		assertRejected(
				"{\"dataset\": \"squad\", \"evaluateOn\": []}, {\"dataset\": \"manuals\", \"evaluateOn\": [\"squad\"]}",
				"tasks[1].evaluateOn[0]", "is also a task with another head");
		plan("{\"dataset\": \"squad\", \"evaluateOn\": []},"
				+ " {\"dataset\": \"manuals\", \"head\": \"squad\", \"evaluateOn\": [\"squad\"]}");
	}

	@Test
	void aTaskForTrainingOnlyNeedsNoEvaluationFile() {
		assertRejected("{\"dataset\": \"no-evaluation\"}", "tasks[0].dataset", "no evaluation file");
		TrainingPlan plan = plan("{\"dataset\": \"no-evaluation\", \"evaluateOn\": []}");
		assertThat(plan.keep()).hasToString("LAST");
		assertThat(TrainingRequests.of(plan).fields().at("/tasks/0/evaluateOn")).hasToString("[]");
	}

	@Test
	void withoutAnEvaluationTheBestEpochCannotBeKept() {
		String tasks = "{\"dataset\": \"mood\", \"evaluateOn\": []}";
		assertRejected(tasks, "\"keep\": \"best\"", "keep", "no task is evaluated");
		assertRejected(tasks, "\"earlyStopping\": {\"patience\": 1}", "earlyStopping", "no task is evaluated");
		String two = tasks + ", {\"dataset\": \"topic\"}";
		assertThat(plan(two, "\"keep\": \"best\"").keepMetric()).isEqualTo(new KeepMetric("topic", "accuracy"));
		assertRejected(two, "\"keep\": \"best\", \"keepMetric\": {\"dataset\": \"mood\"}", "keepMetric.dataset",
				"'mood' is not evaluated; evaluated datasets: topic");
	}

	private static String shared(String one, String other) {
		return "{\"dataset\": \"%s\", \"head\": \"x\"}, {\"dataset\": \"%s\", \"head\": \"x\"}".formatted(one, other);
	}

	private void assertRejected(String tasks, String field, String message) {
		assertRejected(tasks, "\"epochs\": 1", field, message);
	}

	private void assertRejected(String tasks, String fields, String field, String message) {
		assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(() -> plan(tasks, fields))
			.satisfies((ex) -> assertThat(ex.faults())
				.anySatisfy((fault) -> assertThat(fault.field() + ": " + fault.message()).startsWith(field + ": ")
					.contains(message)));
	}

	private TrainingPlan plan(String tasks) {
		return plan(tasks, "\"epochs\": 1");
	}

	private TrainingPlan plan(String tasks, String fields) {
		TrainingPlan plan = this.resolver
			.resolve(TrainingRequests.parse("{\"encoder\": \"tiny\", \"tasks\": [" + tasks + "], " + fields + "}"));
		assertThat(this.resolver.resolve(TrainingRequests.of(plan))).as("a resolved plan is complete").isEqualTo(plan);
		assertThat(JSON.readValue(JSON.writeValueAsString(plan), TrainingPlan.class)).isEqualTo(plan);
		return plan;
	}

	private static final class Datasets implements DatasetCatalog {

		private static final Map<String, Task> TASKS = Map.of("squad", new Task("squad", HeadKind.SPAN, List.of()),
				"manuals", new Task("manuals", HeadKind.SPAN, List.of()), "swag",
				new Task("swag", HeadKind.MULTIPLE_CHOICE, List.of()), "pairs",
				new Task("pairs", HeadKind.MULTIPLE_CHOICE, List.of()), "any-choices",
				new Task("any-choices", HeadKind.MULTIPLE_CHOICE, List.of()), "mood",
				new Task("mood", HeadKind.CLASSIFICATION, List.of("bad", "good")), "topic",
				new Task("topic", HeadKind.CLASSIFICATION, List.of("sea", "sky")), "no-evaluation",
				new Task("no-evaluation", HeadKind.CLASSIFICATION, List.of("bad", "good")));

		@Override
		public List<String> names() {
			return TASKS.keySet().stream().sorted().toList();
		}

		@Override
		public Task task(String dataset) {
			Task task = TASKS.get(dataset.equals("mood-hard") ? "mood" : dataset);
			if (task == null) {
				throw new DatasetNotFoundException(dataset, names());
			}
			return task;
		}

		@Override
		public List<EvaluationSet> evaluations(String dataset) {
			EvaluationSet own = new EvaluationSet(dataset, true);
			return dataset.equals("mood") ? List.of(own, new EvaluationSet("mood-hard", true)) : List.of(own);
		}

		@Override
		public List<String> missing(String dataset) {
			return missing(dataset, Split.EVALUATION).stream().toList();
		}

		@Override
		public Optional<String> missing(String dataset, Split split) {
			return (dataset.equals("no-evaluation") && split == Split.EVALUATION) ? Optional.of("no evaluation file")
					: Optional.empty();
		}

		@Override
		public int choices(String dataset) {
			return Map.of("swag", 4, "pairs", 2).getOrDefault(dataset, 0);
		}

		@Override
		public Fingerprint fingerprint(String dataset, Split split) {
			throw new AssertionError("plans are resolved without reading");
		}

		@Override
		public Dataset read(String dataset, Split split, int maxSkippedRows) {
			throw new AssertionError("plans are resolved without reading");
		}

	}

	private static final class OneEncoder implements EncoderCatalog {

		@Override
		public RowTemplate rows(String name) {
			return RowTemplate.bert(101, 102);
		}

		@Override
		public List<String> names() {
			return List.of("tiny");
		}

		@Override
		public List<EncoderListing> listings() {
			return List.of();
		}

		@Override
		public Path directory(String name) {
			return Path.of(name);
		}

		@Override
		public Map<String, String> fileHashes(String name) {
			throw new AssertionError("plans are resolved without reading weights");
		}

		@Override
		public String contentHash(String name) {
			throw new AssertionError("plans are resolved without reading weights");
		}

	}

}
