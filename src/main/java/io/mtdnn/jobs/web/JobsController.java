package io.mtdnn.jobs.web;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.mtdnn.jobs.IdempotencyKey;
import io.mtdnn.jobs.Job;
import io.mtdnn.jobs.JobCheck;
import io.mtdnn.jobs.JobFilter;
import io.mtdnn.jobs.JobPage;
import io.mtdnn.jobs.JobQuery;
import io.mtdnn.jobs.JobStatus;
import io.mtdnn.jobs.JobSubmission;
import io.mtdnn.jobs.Jobs;
import io.mtdnn.jobs.PreflightTimeoutException;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** HTTP API of training jobs. */
@RestController
@ConditionalOnRole(NodeRole.API)
@RequestMapping("/jobs")
@Tag(name = "Jobs", description = "Train multi-task models: submit, watch, cancel, resume")
class JobsController {

	private static final int MAX_PAGE = 200;

	private final Jobs jobs;

	private final JobReferences references;

	private final JobRequestReader reader;

	private final PreferredWait waits;

	JobsController(Jobs jobs, JobReferences references, JobRequestReader reader, PreferredWait waits) {
		this.jobs = jobs;
		this.references = references;
		this.reader = reader;
		this.waits = waits;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "Submit a training job",
			description = "Only tasks and encoder (or start) are required; everything else defaults to the paper's"
					+ " value, and the model after the last epoch is registered, as in the paper. Tasks without a"
					+ " weight share the remaining probability equally. An epoch ends when the batches of the"
					+ " leading task are used up: the task with `leads`, else the first with a span head, else the first. The"
					+ " response contains the resolved plan; the job is PREPARING while a"
					+ " node reads its data, then has a pre-flight report and is QUEUED, or FAILED with a `problem`."
					+ " With Prefer: wait or wait=true the response comes after the pre-flight, and a job that cannot"
					+ " run is rejected with 422 and not stored; dryRun=true stores nothing in any case.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
			content = @Content(schema = @Schema(implementation = JobRequestSchema.class),
					examples = { @ExampleObject(name = "sample data, small encoder", value = JobRequestSchema.SAMPLE),
							@ExampleObject(name = "most settings", value = JobRequestSchema.SETTINGS) }))
	@ApiResponse(responseCode = "200", description = "With dryRun=true: the resolved plan and the pre-flight report",
			content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					schema = @Schema(implementation = JobCheck.class)))
	@ApiResponse(responseCode = "202", description = "Accepted: the job will be prepared or, after a wait, is queued",
			content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					schema = @Schema(implementation = Job.class)),
			headers = @Header(name = HttpHeaders.LOCATION, description = "Address of the job",
					schema = @Schema(type = "string", format = "uri-reference")))
	@ApiResponse(responseCode = "400", description = "Unknown field or wrong type; the problem names the field",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	@ApiResponse(responseCode = "422",
			description = "Invalid plan: unknown dataset or encoder, inconsistent weights, damaged data",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	@ApiResponse(responseCode = "503", description = "The queue is full; Retry-After contains the seconds to wait",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	@ApiResponse(responseCode = "504",
			description = "The pre-flight of a dry run takes too long; Retry-After contains the seconds to wait",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	@ApiResponse(responseCode = "409",
			description = "A request with this Idempotency-Key is being processed; Retry-After contains the"
					+ " seconds to wait",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	ResponseEntity<Object> submit(@RequestBody(required = false) @Nullable String body,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
			@Parameter(description = "wait, or wait=seconds: respond when the pre-flight has ended") @RequestHeader(
					name = "Prefer", required = false) @Nullable List<String> prefer,
			@Parameter(description = "same as Prefer: wait") @RequestParam(defaultValue = "false") boolean wait,
			@Parameter(description = "return plan and pre-flight report without storing anything") @RequestParam(
					defaultValue = "false") boolean dryRun) {
		String sent = (body != null) ? body : "";
		JobSubmission submission = this.reader.read(sent, this.jobs::faults);
		if (dryRun) {
			return ResponseEntity.ok(check(submission));
		}
		IdempotencyKey name = (key != null) ? this.reader.key(key, sent) : null;
		Optional<Duration> asked = this.waits.asked(wait, prefer);
		Job job = asked.isPresent() ? this.waits.orElse(asked.get(),
				(most) -> this.jobs.submitAndWait(submission, name, most), (most) -> this.jobs.submit(submission, name))
				: this.jobs.submit(submission, name);
		ResponseEntity.BodyBuilder answer = ResponseEntity.accepted().location(URI.create("/jobs/" + job.id()));
		if (asked.isPresent() && job.status() != JobStatus.PREPARING) {
			answer.header(PreferredWait.APPLIED, "wait");
		}
		return answer.body(job);
	}

	private JobCheck check(JobSubmission submission) {
		return this.waits.orElse(this.waits.most(), (most) -> this.jobs.check(submission.request(), most), (most) -> {
			throw new PreflightTimeoutException(PreferredWait.WAITING);
		});
	}

	@GetMapping
	@Operation(summary = "List jobs",
			description = "Newest first, or by sort: created, status, ended, score (on the plan's first task) or"
					+ " duration, with a"
					+ " minus for descending order. nextCursor, if present, is the cursor of the next page in the"
					+ " same order.")
	@ApiResponse(responseCode = "200", description = "A page of jobs")
	JobList list(@RequestParam(required = false) @Nullable JobStatus status,
			@RequestParam(required = false) @Nullable String encoder,
			@RequestParam(required = false) @Nullable String dataset,
			@RequestParam(required = false) @Nullable String name, @RequestParam(required = false) @Nullable String tag,
			@Parameter(description = "part of the name or of the notes") @RequestParam(
					required = false) @Nullable String text,
			@Parameter(description = "group of the jobs") @RequestParam(required = false) @Nullable String group,
			@Parameter(description = "sort key; prefix with a minus for descending order") @Schema(
					allowableValues = { "created", "-created", "status", "-status", "ended", "-ended", "score",
							"-score", "duration", "-duration" }) @RequestParam(defaultValue = "-created") String sort,
			@RequestParam(required = false) @Nullable String cursor,
			@Schema(minimum = "1", maximum = "200") @RequestParam(defaultValue = "50") int limit) {
		if (limit < 1 || limit > MAX_PAGE) {
			throw new BadRequestException("limit", "'limit' must be between 1 and " + MAX_PAGE + ".");
		}
		JobFilter filter = new JobFilter(status, storable("encoder", encoder), storable("dataset", dataset),
				storable("name", name), storable("tag", tag), storable("text", text), storable("group", group));
		JobPage page = this.jobs.list(new JobQuery(filter, SortOrder.parse(sort), cursor, limit));
		return new JobList(page.jobs(), page.next());
	}

	private static @Nullable String storable(String field, @Nullable String value) {
		BadRequestException.requireStorable(field, value);
		return value;
	}

	@GetMapping("/{id}")
	@Operation(summary = "One job: status, reason, progress, plan, attempts")
	@ApiResponse(responseCode = "200", description = "The job")
	@ApiResponse(responseCode = "404", description = "The job does not exist",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	Job get(@PathVariable @Parameter(description = JobReferences.DESCRIPTION,
			example = JobReferences.LATEST) String id) {
		return this.jobs.get(this.references.id(id));
	}

	@DeleteMapping("/{id}")
	@Operation(summary = "Cancel a job",
			description = "A running job writes a checkpoint, then stops; the checkpoint is kept for"
					+ " POST /jobs/{id}/resume unless purge=true. A model that the job registered is kept and"
					+ " remains usable; `models` in"
					+ " the response names it. With purge=true and models=true it is also deleted, unless aliases"
					+ " point to it.")
	@ApiResponse(responseCode = "202", description = "Cancelled, or cancellation requested")
	@ApiResponse(responseCode = "409", description = "Aliases point to a model that was to be deleted; nothing changed")
	@ApiResponse(responseCode = "404", description = "The job does not exist",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	ResponseEntity<Job> cancel(@PathVariable String id, @RequestParam(defaultValue = "false") boolean purge,
			@RequestParam(defaultValue = "false") boolean models) {
		if (models && !purge) {
			throw new BadRequestException("models", "'models=true' requires 'purge=true'.");
		}
		return ResponseEntity.accepted().body(models ? this.jobs.purgeWithModels(id) : this.jobs.cancel(id, purge));
	}

	@PatchMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "Change tags and notes")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(required = true, content = @Content(
			schema = @Schema(implementation = JobChangeSchema.class),
			examples = @ExampleObject("{\"tags\": [\"baseline\", \"paper\"], \"notes\": \"compare with 0.7\"}")))
	@ApiResponse(responseCode = "200", description = "The job with its new labels")
	@ApiResponse(responseCode = "404", description = "The job does not exist",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	Job annotate(
			@PathVariable @Parameter(description = JobReferences.DESCRIPTION, example = JobReferences.LATEST) String id,
			@RequestBody(required = false) @Nullable String body) {
		JobLabels labels = this.reader.readChange((body != null) ? body : "");
		return this.jobs.annotate(this.references.id(id), labels.tags(), labels.notes());
	}

	@PostMapping("/{id}/resume")
	@Operation(summary = "Resume a failed, cancelled or paused job",
			description = "It continues from its newest complete checkpoint, with the data and the encoder of its"
					+ " pre-flight. A paused job runs to its end, or to the next pause.")
	@ApiResponse(responseCode = "202", description = "Queued again")
	@ApiResponse(responseCode = "404", description = "The job does not exist",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	@ApiResponse(responseCode = "409",
			description = "The job has not failed, been cancelled or paused, or its data or encoder have changed"
					+ " since the pre-flight; the problem names the files",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	ResponseEntity<Job> resume(@PathVariable String id,
			@Parameter(description = "share of the run's steps after which it pauses again") @Schema(
					exclusiveMinimumValue = 0,
					exclusiveMaximumValue = 1) @RequestParam(required = false) @Nullable Double pauseAt) {
		if (pauseAt != null && !JobLabels.isPause(pauseAt)) {
			throw new BadRequestException("pauseAt", JobLabels.PAUSE);
		}
		Job job = (pauseAt != null) ? this.jobs.resume(id, pauseAt) : this.jobs.resume(id);
		return ResponseEntity.accepted().location(URI.create("/jobs/" + job.id())).body(job);
	}

}
