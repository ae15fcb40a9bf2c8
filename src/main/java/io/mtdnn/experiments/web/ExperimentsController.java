package io.mtdnn.experiments.web;

import java.net.URI;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.experiments.analysis.ScoreKind;
import io.mtdnn.experiments.run.DryRun;
import io.mtdnn.experiments.run.DryRuns;
import io.mtdnn.experiments.run.Experiments;
import io.mtdnn.experiments.store.StoredExperiment;
import io.mtdnn.experiments.study.ExperimentRequest;
import io.mtdnn.experiments.study.Extension;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Experiments over HTTP. */
@RestController
@ConditionalOnRole(NodeRole.API)
@RequestMapping(path = "/experiments", produces = "application/json")
@Tag(name = "Experiments", description = "Many runs from one request, and their results")
class ExperimentsController {

	private final Experiments experiments;

	private final DryRuns dryRuns;

	private final ExperimentViews views;

	ExperimentsController(Experiments experiments, DryRuns dryRuns, ExperimentViews views) {
		this.experiments = experiments;
		this.dryRuns = dryRuns;
		this.views = views;
	}

	@PostMapping(consumes = "application/json")
	@Operation(summary = "Start an experiment",
			description = "Runs a base plan with every combination of the axes' values and every seed, as ordinary jobs. A weight of 1 drops the other tasks. Finished jobs with the same plan, data, encoder and version are reused. With `dryRun=true` nothing is started: the response has the runs, their steps and the expected hours.",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(schema = @Schema(implementation = ExperimentRequest.class),
							examples = { @ExampleObject(name = "quick", value = ExperimentRequest.SAMPLE),
									@ExampleObject(name = "most settings", value = ExperimentRequest.SETTINGS) })))
	@ApiResponse(responseCode = "202", description = "Started",
			content = @Content(schema = @Schema(implementation = ExperimentView.class)))
	@ApiResponse(responseCode = "200", description = "What would be started (`dryRun=true`)",
			content = @Content(schema = @Schema(implementation = DryRun.class)))
	@ApiResponse(responseCode = "400", description = "Unknown field, wrong type or a value out of bounds")
	@ApiResponse(responseCode = "422",
			description = "An axis that names no field, two axes on one field, too many combinations, or invalid plans; every fault is listed, and nothing is started")
	ResponseEntity<?> create(@RequestBody ExperimentRequest request, @RequestParam(defaultValue = "false") @Parameter(
			description = "only return the runs that would be started") boolean dryRun) {
		if (dryRun) {
			return ResponseEntity.ok(this.dryRuns.of(request));
		}
		String id = this.experiments.create(request);
		return ResponseEntity.accepted()
			.location(URI.create("/experiments/" + id))
			.body(this.views.whole(id, ScoreKind.THRESHOLD_0));
	}

	@GetMapping
	@Operation(summary = "List experiments, newest first")
	ExperimentPage list(
			@RequestParam(defaultValue = "0") @Parameter(
					description = "number of experiments to skip: `next` of the page before") @Min(0) int from,
			@RequestParam(defaultValue = "20") @Parameter(
					description = "maximum number of experiments") @Min(1) @Max(100) int limit) {
		List<StoredExperiment> found = this.experiments.list(from, limit + 1);
		return new ExperimentPage(found.stream().limit(limit).map(this.views::brief).toList(),
				(found.size() > limit) ? from + limit : null);
	}

	@GetMapping("/{id}")
	@Operation(summary = "One experiment: its runs, the best arm, and whether the difference is significant")
	@ApiResponse(responseCode = "200", description = "The experiment")
	@ApiResponse(responseCode = "404", description = "The experiment does not exist")
	ExperimentView get(@PathVariable String id,
			@RequestParam(defaultValue = "threshold-0") @Parameter(description = ScoresParameter.TEXT,
					schema = @Schema(allowableValues = { "threshold-0", "tuned" })) String scores) {
		return this.views.whole(id, ScoresParameter.of(scores));
	}

	@PostMapping("/{id}/stop")
	@Operation(summary = "Stop an experiment",
			description = "No more runs are submitted, and its open jobs are cancelled; they keep their checkpoints.")
	@ApiResponse(responseCode = "202", description = "Stopped")
	@ApiResponse(responseCode = "404", description = "The experiment does not exist")
	ResponseEntity<ExperimentView> stop(@PathVariable String id) {
		this.experiments.stop(id);
		return accepted(id);
	}

	@PostMapping("/{id}/continue")
	@Operation(summary = "Continue a stopped experiment",
			description = "Cancelled jobs resume from their checkpoints, as many at a time as the experiment allows. A job whose data or encoder have changed since it was prepared is replaced by another one.")
	@ApiResponse(responseCode = "202", description = "Continued")
	@ApiResponse(responseCode = "404", description = "The experiment does not exist")
	@ApiResponse(responseCode = "409", description = "It is not stopped")
	ResponseEntity<ExperimentView> resume(@PathVariable String id) {
		this.experiments.resume(id);
		return accepted(id);
	}

	@PostMapping("/{id}/retry")
	@Operation(summary = "Retry failed and cancelled runs",
			description = "Their jobs resume from their checkpoints; runs whose job was deleted, or whose data or encoder have changed, are submitted as new jobs. A stopped experiment continues.")
	@ApiResponse(responseCode = "202", description = "Retried")
	@ApiResponse(responseCode = "404", description = "The experiment does not exist")
	@ApiResponse(responseCode = "409", description = "No run has failed or been cancelled")
	ResponseEntity<ExperimentView> retry(@PathVariable String id) {
		this.experiments.retry(id);
		return accepted(id);
	}

	@PostMapping(path = "/{id}/extend", consumes = "application/json")
	@Operation(summary = "Add seeds or values to an experiment",
			description = "Existing runs are kept. A stopped experiment stays stopped.",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(schema = @Schema(implementation = Extension.class),
							examples = @ExampleObject("{\"seeds\": [3, 4]}"))))
	@ApiResponse(responseCode = "202", description = "Extended")
	@ApiResponse(responseCode = "400", description = "Seeds and axes are missing or malformed")
	@ApiResponse(responseCode = "404", description = "The experiment does not exist")
	@ApiResponse(responseCode = "409", description = "Another request is extending it at the same time")
	@ApiResponse(responseCode = "422", description = "An axis that the experiment does not have, or invalid plans")
	ResponseEntity<ExperimentView> extend(@PathVariable String id, @RequestBody Extension extension) {
		this.experiments.extend(id, extension);
		return accepted(id);
	}

	private ResponseEntity<ExperimentView> accepted(String id) {
		return ResponseEntity.accepted().body(this.views.whole(id, ScoreKind.THRESHOLD_0));
	}

	/**
	 * A page of experiments.
	 *
	 * @param items experiments, newest first
	 * @param next number of experiments to skip for the next page; absent on the last one
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record ExperimentPage(List<ExperimentView> items, @Nullable Integer next) {

	}

}
