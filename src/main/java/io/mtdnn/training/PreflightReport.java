package io.mtdnn.training;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The counts and estimates of a run, computed before it starts.
 *
 * @param totalSteps number of steps of the whole run, which is exact because the draws
 * depend only on the seed
 * @param stepsPerEpoch number of steps of the first epoch
 * @param estimatedSeconds expected duration on this machine, from a short trial of the
 * machine's speed; null when unknown
 * @param estimatedMemoryBytes expected bytes of the model in training on each of its
 * devices, in addition to the service's own memory; null in reports of earlier versions
 * @param dataHashes SHA-256 of the bytes of each dataset file
 * @param encoderHashes SHA-256 of the bytes of each file of the encoder; empty in reports
 * of earlier versions
 * @param parameters number of parameters of the model; null in reports of earlier
 * versions
 */
public record PreflightReport(List<TaskReport> tasks, int totalSteps, int stepsPerEpoch,
		@Nullable Double estimatedSeconds, @Nullable Long estimatedMemoryBytes, Map<String, String> dataHashes,
		Map<String, String> encoderHashes,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ParameterCounts parameters) {

	public PreflightReport(List<TaskReport> tasks, int totalSteps, int stepsPerEpoch, @Nullable Double estimatedSeconds,
			@Nullable Long estimatedMemoryBytes, Map<String, String> dataHashes,
			@Nullable Map<String, String> encoderHashes, @Nullable ParameterCounts parameters) {
		this.tasks = tasks;
		this.totalSteps = totalSteps;
		this.stepsPerEpoch = stepsPerEpoch;
		this.estimatedSeconds = estimatedSeconds;
		this.estimatedMemoryBytes = estimatedMemoryBytes;
		this.dataHashes = dataHashes;
		this.encoderHashes = (encoderHashes != null) ? encoderHashes : Map.of();
		this.parameters = parameters;
	}

	public PreflightReport withEstimate(double seconds, long memoryBytes) {
		return new PreflightReport(this.tasks, this.totalSteps, this.stepsPerEpoch, seconds, memoryBytes,
				this.dataHashes, this.encoderHashes, this.parameters);
	}

	/** The same report with the hashes and the parameters of the encoder. */
	public PreflightReport withEncoder(Map<String, String> hashes, ParameterCounts counts) {
		return new PreflightReport(this.tasks, this.totalSteps, this.stepsPerEpoch, this.estimatedSeconds,
				this.estimatedMemoryBytes, this.dataHashes, hashes, counts);
	}

	/** Names of all evaluation sets; none in reports of earlier versions. */
	public List<String> evaluationSets() {
		return this.tasks.stream()
			.map(TaskReport::evaluations)
			.filter((evaluations) -> evaluations != null)
			.flatMap(List::stream)
			.map(EvaluationReport::dataset)
			.toList();
	}

	/** The inputs that every attempt at the run must read. */
	public RunInputs inputs() {
		return new RunInputs(this.dataHashes, this.encoderHashes);
	}

	/**
	 * Counts of one task.
	 *
	 * @param examples training examples
	 * @param evaluationExamples evaluation examples
	 * @param items training items (for questions, windows)
	 * @param batches batches in one pass over the items
	 * @param steps steps that draw the task in the whole run
	 * @param passes passes over the dataset in the whole run
	 * @param answersOutsideWindows answerable questions whose answer does not fit into
	 * any window
	 * @param truncatedQuestions questions cut at maxQuestionLength
	 * @param skippedRows malformed rows that were skipped, as
	 * {@code file, location: expected
	 * .., found ..}; at most 100
	 * @param evaluations the task's evaluation sets; null in reports of earlier versions
	 * @param missingEvaluations further evaluation sets whose file is missing; null in
	 * reports of earlier versions
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record TaskReport(String dataset, double weight, int examples, int evaluationExamples, int items,
			int batches, int steps, double passes, int answersOutsideWindows, int truncatedQuestions,
			List<String> skippedRows, @Nullable List<EvaluationReport> evaluations,
			@Nullable List<String> missingEvaluations) {

	}

	/**
	 * An evaluation set of a task.
	 *
	 * @param dataset name of the evaluation set, under which its metrics are reported
	 * @param file name of its file: MRPC's official evaluation file is its test file
	 * @param examples number of examples to evaluate
	 * @param metric the main metric, by which the publisher ranks results; null in
	 * reports of earlier versions
	 */
	public record EvaluationReport(String dataset, String file, int examples, @Nullable String metric) {

	}

}
