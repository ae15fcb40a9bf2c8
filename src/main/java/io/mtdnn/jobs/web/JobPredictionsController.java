package io.mtdnn.jobs.web;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;

import io.mtdnn.evaluation.PredictionFiles;
import io.mtdnn.evaluation.QuestionResults;
import io.mtdnn.jobs.AttemptOutcome;
import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.jobs.files.RunFiles;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.plan.Start;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.task.Excerpt;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Predictions of evaluation jobs in the files of the official scripts. */
@RestController
@ConditionalOnRole(NodeRole.API)
@RequestMapping(path = "/jobs/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Evaluations")
class JobPredictionsController {

	private static final String DATASET = "Required if several datasets with questions were evaluated";

	private final Jobs jobs;

	private final JobReferences references;

	private final RunFiles files;

	private final ModelRegistry registry;

	JobPredictionsController(Jobs jobs, JobReferences references, RunFiles files, ModelRegistry registry) {
		this.jobs = jobs;
		this.references = references;
		this.files = files;
		this.registry = registry;
	}

	@GetMapping("/predictions.json")
	@Operation(operationId = "jobPredictions", summary = "The answers of an evaluation job",
			description = "The answer for each question id, \"\" if its null odds exceed the threshold: the file"
					+ " that the official SQuAD evaluator reads.")
	@ApiResponse(responseCode = "200", description = "An object with an answer for each question id",
			content = @Content(schema = @Schema(type = "object")))
	@ApiResponse(responseCode = "404", description = "The job does not exist")
	@ApiResponse(responseCode = "409", description = "The job has no predictions (yet)")
	void predictions(@PathVariable String id,
			@RequestParam(required = false) @Parameter(description = DATASET) @Nullable String dataset,
			@RequestParam(required = false) @Parameter(
					description = "Null odds above which the answer is \"\"; by default the model's") @Nullable Double threshold,
			@Parameter(hidden = true) HttpServletResponse response) throws IOException {
		if (threshold != null && !Double.isFinite(threshold)) {
			throw new BadRequestException("threshold", "threshold must be a finite number");
		}
		Job job = job(id);
		PredictionFiles files = files(job, dataset);
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		files.writePredictions((threshold != null) ? threshold : threshold(job), response.getOutputStream());
	}

	@GetMapping("/null_odds.json")
	@Operation(operationId = "jobNullOdds", summary = "The null odds of an evaluation job",
			description = "For each question id, the score of \"\" minus the best span's: the official evaluator's `--na-prob-file`.")
	@ApiResponse(responseCode = "200", description = "An object with a number for each question id",
			content = @Content(schema = @Schema(type = "object")))
	@ApiResponse(responseCode = "404", description = "The job does not exist")
	@ApiResponse(responseCode = "409", description = "The job has no predictions (yet)")
	void nullOdds(@PathVariable String id,
			@RequestParam(required = false) @Parameter(description = DATASET) @Nullable String dataset,
			@Parameter(hidden = true) HttpServletResponse response) throws IOException {
		PredictionFiles files = files(job(id), dataset);
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		files.writeNullOdds(response.getOutputStream());
	}

	@GetMapping("/nbest_predictions.json")
	@Operation(operationId = "jobNBestPredictions", summary = "The candidates of an evaluation job",
			description = "The best spans and \"\" for each question id, as BERT's run_squad.py writes them.")
	@ApiResponse(responseCode = "200", description = "An object with a list for each question id",
			content = @Content(schema = @Schema(type = "object")))
	@ApiResponse(responseCode = "404", description = "The job does not exist")
	@ApiResponse(responseCode = "409", description = "The job has no predictions (yet)")
	void nBest(@PathVariable String id,
			@RequestParam(required = false) @Parameter(description = DATASET) @Nullable String dataset,
			@Parameter(hidden = true) HttpServletResponse response) throws IOException {
		PredictionFiles files = files(job(id), dataset);
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		files.writeNBest(response.getOutputStream());
	}

	private Job job(String reference) {
		return this.jobs.get(this.references.id(reference));
	}

	private Path folder(Job job) {
		try {
			return this.files.evaluation(job.id(), succeeded(job));
		}
		catch (NoSuchElementException ex) {
			throw new MissingPredictionsException(
					job.plan().evaluatesOnly() ? "The evaluation has no predictions: it is " + job.status() + "."
							: "The job trains; its models have predictions, at /models/{model}/predictions.json.",
					ex);
		}
	}

	/** Number of the attempt whose results count. */
	private static int succeeded(Job job) {
		return job.attempts()
			.stream()
			.filter((attempt) -> attempt.outcome() == AttemptOutcome.SUCCEEDED)
			.mapToInt(Job.Attempt::number)
			.max()
			.orElseThrow();
	}

	/** The files of the requested dataset, or of the only one. */
	private PredictionFiles files(Job job, @Nullable String asked) {
		Path folder = folder(job);
		List<String> evaluated = QuestionResults.datasets(folder);
		if (asked == null && evaluated.size() == 1) {
			return new PredictionFiles(folder, evaluated.get(0));
		}
		if (asked == null || !evaluated.contains(asked)) {
			throw new MissingPredictionsException(
					((asked != null) ? "There are no predictions for '" + Excerpt.of(asked) + "'. " : "")
							+ (evaluated.isEmpty() ? "No dataset with questions was evaluated."
									: "Name one of the datasets: " + String.join(", ", evaluated) + "."),
					null);
		}
		return new PredictionFiles(folder, asked);
	}

	private double threshold(Job job) {
		Start start = job.plan().start();
		return (start != null) ? this.registry.find(start.model()).map(RegisteredModel::nullThreshold).orElse(0.0) : 0;
	}

}
