package io.mtdnn.training.cost;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.model.EncoderConfig;
import io.mtdnn.plan.Plans;
import io.mtdnn.plan.TrainingPlan;
import io.mtdnn.task.HeadKind;
import io.mtdnn.task.Target.Label;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.training.schedule.TaskData;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** 10,064 parameters: 1,024 in the layers and 8 for each of 1,130 embeddings. */
class RunMemoryTests {

	private static final Task TASK = new Task("cola", HeadKind.CLASSIFICATION, List.of("0", "1"));

	private final RunMemory memory = new RunMemory(EncoderConfig.bert(1000, 8, 2, 2, 16, 128, 2, 1e-12));

	/**
	 * Two layers of 100 values per token and two heads' weights, and 74 values per token.
	 */
	@Test
	void theMemoryOfOneInputRowIsExact() {
		assertThat(this.memory.row(10)).isEqualTo(2 * (10 * 100 + 2 * 10 * 10) + 10 * 74);
		assertThat(this.memory.row(5)).isEqualTo(1470);
	}

	/** Four copies of the parameters, and the longest two items. */
	@Test
	void theLargestBatchCounts() {
		assertThat(bytes(Map.of("batchSize", 2))).isEqualTo(4 * (4 * 10_064 + Math.round(1.1 * (3140 + 1470))));
	}

	@Test
	void microBatchesNeedLessForInputRowsAndACopyForGradients() {
		assertThat(bytes(Map.of("batchSize", 2, "accumulationSteps", 2)))
			.isEqualTo(4 * (5 * 10_064 + Math.round(1.1 * 3140)));
	}

	@Test
	void affinityNeedsACopyForEachTask() {
		assertThat(bytes(Map.of("batchSize", 2, "affinity", Map.of("everySteps", 100, "examples", 8))))
			.isEqualTo(4 * (5 * 10_064 + Math.round(1.1 * (3140 + 1470))));
	}

	@Test
	void anEvaluationNeedsTheWeights() {
		assertThat(bytes(Map.of("epochs", 0))).isEqualTo(4 * 10_064);
	}

	private long bytes(Map<String, Object> fields) {
		TrainingPlan plan = Plans.plan(fields);
		List<EncodedExample> items = IntStream.of(5, 10, 5)
			.mapToObj((length) -> new EncodedExample(List.of(new TokenSequence(new int[length], length)), new Label(0)))
			.toList();
		return this.memory.bytes(plan, List.of(TaskData.of(TASK, plan.batchSize(), items.size(), items)));
	}

}
