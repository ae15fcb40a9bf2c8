package io.mtdnn.jobs.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.JobFilter;
import io.mtdnn.jobs.JobOrder;
import io.mtdnn.jobs.JobPage;
import io.mtdnn.jobs.JobQuery;
import io.mtdnn.jobs.JobSubmission;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.task.Fault;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Evaluations of registered models, as jobs. */
@RestController
@ConditionalOnRole(NodeRole.API)
@RequestMapping(path = "/models/{model}/evaluations", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Evaluations")
class EvaluationJobsController {

	private static final String TAG = "evaluation";

	private static final int LISTED = 100;

	private final Jobs jobs;

	private final ModelRegistry registry;

	EvaluationJobsController(Jobs jobs, ModelRegistry registry) {
		this.jobs = jobs;
		this.registry = registry;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@Operation(operationId = "evaluateModel", summary = "Evaluate a model on datasets",
			description = "Queues a job that trains nothing (`epochs` 0 with `start`): it has the queue, progress,"
					+ " cancellation and history of every job. `GET /jobs/{id}/metrics` has the official metrics, and `GET /jobs/{id}/predictions.json`, `null_odds.json` and `nbest_predictions.json` the predictions.",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(examples = @ExampleObject(value = "{\"datasets\": [\"sample-squad\"]}"))))
	@ApiResponse(responseCode = "202", description = "Accepted; `Location` has the address of the job")
	@ApiResponse(responseCode = "400", description = "Unknown field or wrong type; the problem names the field")
	@ApiResponse(responseCode = "404", description = "The model does not exist")
	@ApiResponse(responseCode = "422",
			description = "A dataset is unknown or has no evaluation file, or the model has no head that fits it")
	ResponseEntity<Job> evaluate(
			@PathVariable @Parameter(description = "alias, id or name", example = "default") String model,
			@RequestBody EvaluationRequest request) {
		List<Fault> faults = request.faults();
		if (!faults.isEmpty()) {
			throw new BadRequestException(faults);
		}
		RegisteredModel found = this.registry.get(model);
		Job job = this.jobs.submit(new JobSubmission(request.request(found), null, null, Set.of(TAG), null, null));
		return ResponseEntity.accepted().location(URI.create("/jobs/" + job.id())).body(job);
	}

	@GetMapping
	@Operation(operationId = "modelEvaluations", summary = "List evaluations of a model, newest first",
			description = "Jobs of `POST /models/{model}/evaluations`, at most 100.")
	@ApiResponse(responseCode = "200", description = "The jobs")
	@ApiResponse(responseCode = "404", description = "The model does not exist")
	JobList list(@PathVariable @Parameter(description = "alias, id or name", example = "default") String model) {
		JobFilter filter = new JobFilter(null, this.registry.get(model).asEncoder(), null, null, null, null, null);
		return new JobList(evaluations(filter), null);
	}

	/** Trainings that start from the model may be among its jobs. */
	private List<Job> evaluations(JobFilter filter) {
		List<Job> found = new ArrayList<>();
		String cursor = null;
		do {
			JobPage page = this.jobs.list(new JobQuery(filter, JobOrder.NEWEST, cursor, LISTED));
			page.jobs().stream().filter((job) -> job.plan().evaluatesOnly()).forEach(found::add);
			cursor = page.next();
		}
		while (cursor != null && found.size() < LISTED);
		return List.copyOf(found.subList(0, Math.min(LISTED, found.size())));
	}

}
