package io.mtdnn.jobs.web;

import java.nio.charset.StandardCharsets;

import io.mtdnn.jobs.Jobs;
import io.mtdnn.jobs.history.JobFeed;
import io.mtdnn.jobs.run.JobLog;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** HTTP API to watch a job: its events and its log. */
@RestController
@ConditionalOnRole(NodeRole.API)
@RequestMapping("/jobs/{id}")
@Tag(name = "Jobs")
class JobWatchController {

	private static final String NEXT = "X-Next";

	private static final int LOG_BYTES = 1 << 20;

	private final JobStreams streams;

	private final JobReferences references;

	private final JobFeed feed;

	private final JobLog log;

	JobWatchController(JobStreams streams, JobReferences references, JobFeed feed, JobLog log) {
		this.streams = streams;
		this.references = references;
		this.feed = feed;
		this.log = log;
	}

	@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@Operation(summary = "Server-sent events of a job",
			description = "metric (a training point), evaluation, totals, checkpoint and status events carry a sequence"
					+ " number as id, and Last-Event-ID continues after it, on any node. progress is a snapshot."
					+ " A status event with fromStep voids points of later steps. The last event is named end;"
					+ " a later request returns 204. Lines that begin with a colon are heartbeats.")
	@ApiResponse(responseCode = "200", description = "The stream",
			content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
					schema = @Schema(implementation = JobEventSchema.class)))
	@ApiResponse(responseCode = "404", description = "The job does not exist",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	@ApiResponse(responseCode = "503", description = "The maximum number of streams is open",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	@ApiResponse(responseCode = "204", description = "The job has ended and the client has every event")
	ResponseEntity<SseEmitter> events(
			@PathVariable("id") @Parameter(description = JobReferences.DESCRIPTION,
					example = JobReferences.LATEST) String job,
			@RequestHeader(name = "Last-Event-ID", required = false) String lastEventId,
			@RequestParam(required = false) Long after) {
		String id = this.references.id(job);
		long last = (lastEventId != null) ? parse(lastEventId) : (after != null) ? after : 0;
		JobFeed.News news = this.feed.after(id, last);
		if (last > 0 && news.status().terminal() && news.events().isEmpty()) {
			return ResponseEntity.noContent().build();
		}
		return ResponseEntity.ok()
			.header("Cache-Control", "no-store")
			.header("X-Accel-Buffering", "no")
			.body(this.streams.open(id, last));
	}

	@GetMapping(path = "/logs", produces = MediaType.TEXT_PLAIN_VALUE)
	@Operation(summary = "The job's log",
			description = "The last lines or, with from, the text after that position. X-Next contains the next"
					+ " position.")
	@ApiResponse(responseCode = "200", description = "Lines of the log",
			headers = @Header(name = NEXT, description = "Position after these lines, for from",
					schema = @Schema(type = "integer", format = "int64")),
			content = @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string")))
	@ApiResponse(responseCode = "404", description = "The job does not exist",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	ResponseEntity<byte[]> logs(
			@PathVariable("id") @Parameter(description = JobReferences.DESCRIPTION,
					example = JobReferences.LATEST) String job,
			@Schema(minimum = "1") @RequestParam(defaultValue = "200") int lines,
			@Schema(minimum = "0") @RequestParam(required = false) Long from) {
		if (lines < 1 || (from != null && from < 0)) {
			throw new BadRequestException((lines < 1) ? "lines" : "from",
					"must not be negative, and lines must" + " not be 0.");
		}
		String id = this.references.id(job);
		JobLog.Part part = (from != null) ? this.log.read(id, from, LOG_BYTES) : this.log.tail(id, LOG_BYTES);
		byte[] text = (from != null) ? part.text() : lastLines(part.text(), lines);
		return ResponseEntity.ok()
			.contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
			.header(NEXT, Long.toString(part.end()))
			.body(text);
	}

	private static long parse(String lastEventId) {
		try {
			return Long.parseLong(lastEventId.strip());
		}
		catch (NumberFormatException ex) {
			throw new BadRequestException("Last-Event-ID", "'Last-Event-ID' must be the id of an event of this job.");
		}
	}

	private static byte[] lastLines(byte[] text, int lines) {
		int left = lines;
		for (int i = text.length - 2; i >= 0; i--) {
			if (text[i] == '\n' && --left == 0) {
				return java.util.Arrays.copyOfRange(text, i + 1, text.length);
			}
		}
		return text;
	}

}
