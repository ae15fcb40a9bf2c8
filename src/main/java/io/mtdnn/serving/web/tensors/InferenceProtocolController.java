package io.mtdnn.serving.web.tensors;

import java.util.List;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Health and metadata of the server in the Open Inference Protocol, version 2, for
 * gateways and dashboards that use it. Available on every node, regardless of its roles.
 */
@RestController
@RequestMapping(path = "/v2", produces = "application/json")
@Tag(name = "Open Inference Protocol", description = "Health, metadata and inference with tensors of texts")
class InferenceProtocolController {

	private final ApplicationAvailability availability;

	InferenceProtocolController(ApplicationAvailability availability) {
		this.availability = availability;
	}

	@GetMapping
	@Operation(summary = "Server metadata")
	ServerMetadata server() {
		return new ServerMetadata("mtdnn-server", "1", List.of());
	}

	@GetMapping("/health/live")
	@Operation(summary = "Whether the server is running")
	@ApiResponse(responseCode = "200", description = "It is running")
	ResponseEntity<Live> live() {
		boolean live = this.availability.getLivenessState() == LivenessState.CORRECT;
		return ResponseEntity.status(status(live)).body(new Live(live));
	}

	@GetMapping("/health/ready")
	@Operation(summary = "Whether the server accepts requests",
			description = """
					Models are loaded when they are requested. While the database is unavailable, the server is not ready, although known models
					continue to answer.""")
	@ApiResponse(responseCode = "200", description = "It accepts requests")
	ResponseEntity<Ready> ready() {
		boolean ready = this.availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
		return ResponseEntity.status(status(ready)).body(new Ready(ready));
	}

	private static HttpStatus status(boolean good) {
		return good ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE;
	}

	/** Name and version of the server. */
	record ServerMetadata(String name, String version, List<String> extensions) {

	}

	/** Liveness. */
	record Live(boolean live) {

	}

	/** Readiness. */
	record Ready(boolean ready) {

	}

}
