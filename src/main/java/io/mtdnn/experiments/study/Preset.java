package io.mtdnn.experiments.study;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mtdnn.plan.TrainingRequest;
import io.mtdnn.plan.TrainingRequests;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The paper's tables, and a quick experiment on the sample data. */
public enum Preset {

	/** Mixtures of auxiliary tasks, with bert-base-cased. */
	@JsonProperty("table-1")
	TABLE_1("table-1", "Table 1 of the paper: mixtures of tasks", "bert-base-cased", Preset.ALL, Preset.MIXTURES),

	/** Weights of questions, with bert-base-cased. */
	@JsonProperty("table-2")
	TABLE_2("table-2", "Table 2 of the paper: weights of questions", "bert-base-cased", Preset.ALL, """
			[{"field": "tasks[squad-v2].weight", "values": [0.5, 0.7, 0.8, 0.9, 1.0]}]"""),

	/** A larger encoder, bert-large-cased. */
	@JsonProperty("table-3")
	TABLE_3("table-3", "Table 3 of the paper: a larger encoder", "bert-large-cased", Preset.ALL,
			"""
					[{"field": "tasks", "labels": ["QA", "QA+MCC+SC"], "values": [[{"dataset": "squad-v2"}],
					[{"dataset": "squad-v2", "weight": 0.8}, {"dataset": "swag"}, {"dataset": "cola"}, {"dataset": "mrpc"}, {"dataset": "mnli"}]]}]"""),

	/** A few minutes on the sample data, with the small encoder. */
	@JsonProperty("quick")
	QUICK("quick", "Quick, on the sample data", "minilm-l6-uncased",
			"""
					"tasks": [{"dataset": "sample-squad", "weight": 0.8}, {"dataset": "sample-swag"}, {"dataset": "sample-cola"}],
					"epochs": 2, "learningRate": 2e-4, "dropout": 0.1, "maxSequenceLength": 192, "docStride": 96""",
			"""
					[{"field": "tasks[sample-squad].weight", "values": [0.5, 1.0]}]""");

	private static final String ALL = """
			"tasks": [{"dataset": "squad-v2", "weight": 0.8}, {"dataset": "swag"}, {"dataset": "cola"}, {"dataset": "mrpc"}, {"dataset": "mnli"}]""";

	private static final String MIXTURES = """
			[{"field": "tasks", "labels": ["QA", "QA+MCC", "QA+SC", "QA+MCC+SC"], "values": [
			[{"dataset": "squad-v2"}],
			[{"dataset": "squad-v2", "weight": 0.8}, {"dataset": "swag"}],
			[{"dataset": "squad-v2", "weight": 0.8}, {"dataset": "cola"}, {"dataset": "mrpc"}, {"dataset": "mnli"}],
			[{"dataset": "squad-v2", "weight": 0.8}, {"dataset": "swag"}, {"dataset": "cola"}, {"dataset": "mrpc"}, {"dataset": "mnli"}]]}]""";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final String text;

	private final String title;

	private final String encoder;

	private final String plan;

	private final String axes;

	Preset(String text, String title, String encoder, String plan, String axes) {
		this.text = text;
		this.title = title;
		this.encoder = encoder;
		this.plan = plan;
		this.axes = axes;
	}

	/** The name in requests. */
	public String text() {
		return this.text;
	}

	/** The values that it compares. */
	public String title() {
		return this.title;
	}

	/** The request that it stands for, with all defaults. */
	public ExperimentRequest definition() {
		return Studies.of(JSON.readValue("{\"preset\": \"" + this.text + "\"}", ExperimentRequest.class)).definition();
	}

	TrainingRequest plan() {
		return TrainingRequests.parse("{\"encoder\": \"" + this.encoder + "\", " + this.plan + "}");
	}

	List<Axis> axes() {
		return JSON.readValue(this.axes, new TypeReference<List<Axis>>() {
		});
	}

}
