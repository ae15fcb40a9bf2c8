package io.mtdnn.training.evaluation;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.mtdnn.answering.DecodingSettings;
import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.Example.SpanExample;
import io.mtdnn.task.Task;

/** Evaluates extractive question answering with the decoder that also serves answers. */
final class SpanEvaluator implements Evaluator {

	@Override
	public Set<String> metricNames(Task task) {
		return SpanScores.metricNames(Set.of(true, false));
	}

	@Override
	public Set<String> metricNames(Dataset set) {
		return SpanScores.metricNames(set.examples()
			.stream()
			.map((example) -> !((SpanExample) example).answers().isEmpty())
			.collect(Collectors.toSet()));
	}

	/**
	 * The best F1 over all thresholds: at threshold 0, all epochs in which a model
	 * answers "" to every question are equal.
	 */
	@Override
	public String selectionMetric(Task task) {
		return "best_" + task.mainMetric();
	}

	/** 100, because the official evaluator reports percentages. */
	@Override
	public double perfectScore() {
		return 100;
	}

	@Override
	public boolean readsItems() {
		return false;
	}

	@Override
	public TaskEvaluation evaluation(PreparedEvaluation set, Settings settings) {
		List<SpanExample> examples = set.dataset().examples().stream().map(SpanExample.class::cast).toList();
		DecodingSettings decoding = new DecodingSettings(DecodingSettings.DEFAULT.nBestSize(),
				settings.plan().maxAnswerLength(), 0);
		return new SpanEvaluation(set.name(), set.dataset().task(), examples, settings.tokenizer(),
				settings.plan().windows(), decoding, settings.tokens(), settings.json());
	}

}
