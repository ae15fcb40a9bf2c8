package io.mtdnn.training.run;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.mtdnn.model.InferenceModel;
import io.mtdnn.model.Precision;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;

/** A model whose heads are selected by the datasets on which they are evaluated. */
record HeadsByDataset(InferenceModel model, Map<String, Task> heads) implements InferenceModel {

	@Override
	public List<Task> tasks() {
		return List.copyOf(this.heads.values());
	}

	@Override
	public Precision precision() {
		return this.model.precision();
	}

	@Override
	public int maxPositions() {
		return this.model.maxPositions();
	}

	@Override
	public List<SpanLogits> spans(String dataset, List<TokenSequence> rows) {
		return this.model.spans(head(dataset), rows);
	}

	@Override
	public float[][] scores(String dataset, List<TokenSequence> rows) {
		return this.model.scores(head(dataset), rows);
	}

	private String head(String dataset) {
		return Objects.requireNonNull(this.heads.get(dataset), dataset).name();
	}

	@Override
	public void close() {
		this.model.close();
	}

}
