package io.mtdnn.replays.web;

import java.net.URI;

import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.JobQuery;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.replays.Capsule;
import io.mtdnn.replays.Capsules;
import io.mtdnn.replays.run.Replay;
import io.mtdnn.replays.run.Replays;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Capsules of jobs and replays over HTTP. */
@RestController
@ConditionalOnRole(NodeRole.API)
@Tag(name = "Replays", description = "Repeat a run on another service and compare it bit for bit")
class ReplaysController {

	private static final String LATEST = "latest";

	private final Jobs jobs;

	private final Capsules capsules;

	private final Replays replays;

	ReplaysController(Jobs jobs, Capsules capsules, Replays replays) {
		this.jobs = jobs;
		this.capsules = capsules;
		this.replays = replays;
	}

	@GetMapping(path = "/jobs/{id}/capsule", produces = "application/json")
	@Operation(summary = "The capsule of a job",
			description = "One file with everything that another service needs to repeat the run with `POST /replays`: plan, hashes of data and encoder, environment, and a fingerprint of every step (task and bits of the loss).")
	@ApiResponse(responseCode = "200", description = "The capsule")
	@ApiResponse(responseCode = "404", description = "There is no such job")
	@ApiResponse(responseCode = "409", description = "The job has not succeeded")
	Capsule capsule(
			@PathVariable @Parameter(description = "id of the job, or `latest` for the most recently submitted one",
					example = LATEST) String id) {
		return this.capsules.ofJob(id.equals(LATEST) ? newest() : id);
	}

	private String newest() {
		return this.jobs.list(JobQuery.newest(1)).jobs().stream().findFirst().map(Job::id).orElse(LATEST);
	}

	@PostMapping(path = "/replays", consumes = "application/json", produces = "application/json")
	@Operation(summary = "Repeat the runs of a capsule",
			description = "Trains every run of the capsule of a job or an experiment as a job and compares it step by step. This service must have the data and the encoder under the same names; if their bytes differ, the replay names the files and the first step that differs.",
			requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
					content = @Content(schema = @Schema(implementation = Capsule.class),
							examples = @ExampleObject(Capsule.SAMPLE))))
	@ApiResponse(responseCode = "202", description = "Started")
	@ApiResponse(responseCode = "422",
			description = "A damaged capsule, or missing data or encoders; every fault is listed, and nothing is started")
	ResponseEntity<Replay> start(@RequestBody Capsule capsule) {
		Replay replay = this.replays.start(capsule);
		return ResponseEntity.accepted().location(URI.create("/replays/" + replay.id())).body(replay);
	}

	@GetMapping(path = "/replays/{id}", produces = "application/json")
	@Operation(summary = "A replay: whether it is bit-identical, or where it first differs",
			description = "Compares the steps done so far, so a difference is reported while the jobs still run.")
	@ApiResponse(responseCode = "200", description = "The replay")
	@ApiResponse(responseCode = "404", description = "There is no such replay")
	Replay get(@PathVariable String id) {
		return this.replays.get(id);
	}

}
