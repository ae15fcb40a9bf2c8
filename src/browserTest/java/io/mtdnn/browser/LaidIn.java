package io.mtdnn.browser;

/** Stubbed responses for pages without a trained model. */
final class LaidIn {

	static final String METRICS = """
			{"jobId": "1", "status": "SUCCEEDED",
			 "training": [{"step": 1, "epoch": 1, "task": "sample-squad", "loss": 4.1, "learningRate": 1e-5, "examplesPerSecond": 20},
			              {"step": 2, "epoch": 1, "task": "sample-cola", "loss": 0.7, "learningRate": 2e-5, "examplesPerSecond": 21},
			              {"step": 3, "epoch": 1, "task": "sample-squad", "loss": 3.2, "learningRate": 3e-5, "examplesPerSecond": 22}],
			 "tasks": [{"dataset": "sample-squad", "weight": 0.8, "draws": 2, "passes": 0.1, "meanLoss": 3.65}],
			 "evaluations": [{"epoch": 1, "dataset": "sample-squad", "metrics": {"exact": 41.5, "f1": 47.25, "total": 216}}]}""";

	static final String METRICS_WITH_AFFINITY = METRICS.replace("\"tasks\":", """
			"affinity": [{"dataset": "sample-cola", "steps": 1, "changes": {"sample-squad": 0.01, "sample-cola": 0.5}},
			             {"dataset": "sample-squad", "steps": 7, "changes": {"sample-squad": 0.25, "sample-cola": -0.125}}],
			"gradients": [{"dataset": "sample-squad", "steps": 8, "cosines": {"sample-squad": 1, "sample-cola": -0.3}},
			              {"dataset": "sample-cola", "steps": 8, "cosines": {"sample-squad": -0.3, "sample-cola": 1}}],
			"tasks":""");

	static final String METRICS_OF_FIVE_TASKS = """
			{"jobId": "1", "status": "SUCCEEDED", "tasks": [],
			 "training": [{"step": 1, "epoch": 1, "task": "mnli", "loss": 1.1}, {"step": 2, "epoch": 1, "task": "squad-v2", "loss": 4},
			              {"step": 3, "epoch": 1, "task": "cola", "loss": 0.7}, {"step": 4, "epoch": 1, "task": "swag", "loss": 1.4},
			              {"step": 5, "epoch": 1, "task": "mrpc", "loss": 0.6}],
			 "evaluations": [{"epoch": 1, "dataset": "squad-v2", "metrics": {"exact": 41.5, "f1": 47.25}},
			                 {"epoch": 1, "dataset": "swag", "metrics": {"accuracy": 0.4}},
			                 {"epoch": 1, "dataset": "cola", "metrics": {"f1": 0.5, "accuracy": 0.6, "matthews_correlation": 0.2}},
			                 {"epoch": 1, "dataset": "mrpc", "metrics": {"f1": 0.6, "accuracy": 0.7, "matthews_correlation": 0.3}},
			                 {"epoch": 1, "dataset": "mnli", "metrics": {"accuracy": 0.4}}]}""";

	static final String JOB = """
			{"id": "1", "number": 1, "name": "<b>bold</b>", "status": "SUCCEEDED", "createdAt": "2026-01-01T00:00:00Z",
			 "startedAt": "2026-01-01T00:00:10Z", "finishedAt": "2026-01-01T00:01:10Z", "models": ["1"], "tags": ["night"],
			 "plan": {"encoder": "minilm-l6-uncased", "epochs": 1, "tasks": [{"dataset": "sample-squad", "weight": 0.8}, {"dataset": "sample-cola", "weight": 0.2}]},
			 "progress": {"step": 3, "totalSteps": 3, "epoch": 1, "examplesPerSecond": 22.0}}""";

	static final String ANSWER = """
			{"answer": "Marta", "score": 0.75, "start": 2, "end": 7, "nullOdds": -3.5, "threshold": -1.0, "model": "m", "modelName": "one",
			 "candidates": [{"answer": "Marta", "score": 0.75, "start": 2, "end": 7}, {"answer": "", "score": 0.2, "start": 0, "end": 0}]}""";

	private LaidIn() {
	}

}
