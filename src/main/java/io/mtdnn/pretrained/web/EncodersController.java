package io.mtdnn.pretrained.web;

import java.util.List;

import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.pretrained.EncoderListing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The pretrained encoders from which training can start. */
@RestController
@ConditionalOnRole(NodeRole.API)
@RequestMapping(path = "/encoders", produces = "application/json")
@Tag(name = "Encoders", description = "Encoders from which training can start")
class EncodersController {

	private final EncoderCatalog encoders;

	EncodersController(EncoderCatalog encoders) {
		this.encoders = encoders;
	}

	@GetMapping
	@Operation(summary = "List encoders by name",
			description = "Directories in the folder of encoders, archives of shipped encoders (the first job that"
					+ " uses one converts it), and shipped encoders that have yet to be fetched, with the"
					+ " command. Encoders that" + " a job cannot start from have `available` false and the reason.")
	@ApiResponse(responseCode = "200", description = "The encoders")
	Encoders list() {
		return new Encoders(this.encoders.listings());
	}

	/** All encoders. */
	record Encoders(List<EncoderListing> items) {

	}

}
