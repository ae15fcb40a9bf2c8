package io.mtdnn.experiments.scores;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.mtdnn.plan.PlannedTask;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LeadingDatasetTests {

	private static final Map<String, Double> QUESTIONS = Map.of("f1", 60.0, "always_empty_f1", 50.0);

	private static final Map<String, Double> SENTENCES = Map.of("accuracy", 0.8);

	private final Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();

	@Test
	void questionsLeadUnlessTheFirstTaskIsAllThereIs() {
		this.metrics.put("cola", SENTENCES);
		this.metrics.put("squad-v2", QUESTIONS);
		assertThat(of(task("cola", null, null), task("squad-v2", null, null))).isEqualTo("squad-v2");
		assertThat(of(task("cola", null, null))).isEqualTo("squad-v2");
		this.metrics.remove("squad-v2");
		assertThat(of(task("mrpc", null, null), task("cola", null, null))).isEqualTo("cola");
		this.metrics.clear();
		assertThat(of(task("mrpc", null, null))).isEqualTo("mrpc");
	}

	@Test
	void theTaskThatThePlanNamesLeads() {
		this.metrics.put("squad-v2", QUESTIONS);
		this.metrics.put("cola", SENTENCES);
		assertThat(of(task("squad-v2", null, null), task("cola", true, null))).isEqualTo("cola");
	}

	@Test
	void aTaskIsJudgedOnTheSetsThatItNames() {
		this.metrics.put("cola", SENTENCES);
		this.metrics.put("squad-hard", QUESTIONS);
		this.metrics.put("squad-v2", QUESTIONS);
		assertThat(of(task("cola", null, null), task("squad-v2", null, List.of("squad-hard", "squad-v2"))))
			.isEqualTo("squad-hard");
		this.metrics.remove("squad-v2");
		assertThat(of(task("squad-v2", null, List.of()), task("cola", null, null))).isEqualTo("squad-hard");
	}

	private String of(PlannedTask... tasks) {
		return LeadingDataset.of(List.of(tasks), this.metrics);
	}

	private static PlannedTask task(String dataset, Boolean leads, List<String> evaluateOn) {
		return new PlannedTask(dataset, null, null, null, null, null, leads, null, evaluateOn);
	}

}
