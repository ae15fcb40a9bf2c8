package io.mtdnn.jobs.web;

import java.util.Map;

import io.mtdnn.jobs.JobDifference;
import io.mtdnn.jobs.JobMetrics;
import io.mtdnn.jobs.JobMetrics.StepRange;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** HTTP API of the results of runs: metrics, environments and their differences. */
@RestController
@ConditionalOnRole(NodeRole.API)
@RequestMapping("/jobs")
@Tag(name = "Jobs")
class JobResultsController {

	private final Jobs jobs;

	private final JobReferences references;

	JobResultsController(Jobs jobs, JobReferences references) {
		this.jobs = jobs;
		this.references = references;
	}

	@GetMapping("/{id}/metrics")
	@Operation(summary = "The history of a run: losses, mixing, evaluations")
	@ApiResponse(responseCode = "200", description = "The metrics so far")
	@ApiResponse(responseCode = "404", description = "The job does not exist",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	JobMetrics metrics(
			@PathVariable @Parameter(description = JobReferences.DESCRIPTION, example = JobReferences.LATEST) String id,
			@Parameter(description = "maximum number of training points; thinning keeps the lowest and highest loss"
					+ " of every interval. 0 for all") @Schema(
							minimum = "0") @RequestParam(defaultValue = "0") int points,
			@Parameter(description = "first step whose training point is returned") @Schema(
					minimum = "0") @RequestParam(defaultValue = "0") int fromStep,
			@Parameter(description = "last step whose training point is returned; by default the newest") @Schema(
					minimum = "0") @RequestParam(defaultValue = "" + Integer.MAX_VALUE) int toStep) {
		if (points < 0) {
			throw new BadRequestException("points", "'points' must not be negative.");
		}
		if (fromStep < 0 || toStep < fromStep) {
			throw new BadRequestException((fromStep < 0) ? "fromStep" : "toStep",
					"'fromStep' must not be negative, and 'toStep' must not be less than 'fromStep'.");
		}
		return this.jobs.metrics(this.references.id(id), points, new StepRange(fromStep, toStep));
	}

	@GetMapping("/{a}/diff/{b}")
	@Operation(summary = "Compare two runs' plans and environments")
	@ApiResponse(responseCode = "200", description = "The differences; everything not listed is equal")
	@ApiResponse(responseCode = "404", description = "One of the jobs does not exist",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	JobDifference difference(
			@PathVariable @Parameter(description = JobReferences.DESCRIPTION, example = JobReferences.LATEST) String a,
			@PathVariable @Parameter(description = JobReferences.DESCRIPTION,
					example = JobReferences.LATEST) String b) {
		return this.jobs.difference(this.references.id(a), this.references.id(b));
	}

	@GetMapping("/{id}/environment")
	@Operation(summary = "The environment of the newest attempt",
			description = "Versions, processor, devices, seed and the hashes of the data and of the encoder's"
					+ " files: what a run depends on apart from its plan.")
	@ApiResponse(responseCode = "200", description = "The environment")
	@ApiResponse(responseCode = "404", description = "The job does not exist",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	Map<String, Object> environment(@PathVariable @Parameter(description = JobReferences.DESCRIPTION,
			example = JobReferences.LATEST) String id) {
		return this.jobs.environment(this.references.id(id));
	}

}
