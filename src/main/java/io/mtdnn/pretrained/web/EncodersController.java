package io.mtdnn.pretrained.web;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.mtdnn.hub.HubDownload;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.pretrained.EncoderDownloads;
import io.mtdnn.pretrained.EncoderListing;
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
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** The pretrained encoders from which training can start, and their downloads. */
@RestController
@ConditionalOnRole(NodeRole.API)
@RequestMapping("/encoders")
@Tag(name = "Encoders", description = "Encoders from which training can start")
class EncodersController {

	private static final String NAME = "Name of the encoder";

	private static final String BERT_LARGE = """
			{"hub": "google-bert/bert-large-cased", "revision": "main"}""";

	private final EncoderCatalog encoders;

	private final EncoderDownloads downloads;

	EncodersController(EncoderCatalog encoders, EncoderDownloads downloads) {
		this.encoders = encoders;
		this.downloads = downloads;
	}

	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "List encoders by name",
			description = "Directories in the folder of encoders, downloads under way or failed, archives of shipped"
					+ " encoders (the first job that uses one converts it), and shipped encoders that have not been"
					+ " downloaded, with the command. Encoders that a job cannot start from have `available` false and"
					+ " a `reason`.")
	@ApiResponse(responseCode = "200", description = "The encoders")
	Encoders list() {
		return new Encoders(List.copyOf(all().values()));
	}

	private Map<String, EncoderListing> all() {
		// Read first: a download that ends meanwhile is among the encoders.
		List<HubDownload> downloads = this.downloads.list();
		Map<String, EncoderListing> all = new TreeMap<>();
		this.encoders.listings().forEach((encoder) -> all.put(encoder.name(), encoder));
		downloads.stream()
			.filter((download) -> !isComplete(all.get(download.name())))
			.forEach((download) -> all.put(download.name(), EncoderListing.of(download)));
		return all;
	}

	private static boolean isComplete(@Nullable EncoderListing encoder) {
		return encoder != null && encoder.source() == EncoderListing.Source.FOLDER;
	}

	@GetMapping(path = "/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "One encoder",
			description = "With the hashes of its files, or with the progress of its download. Files are read again"
					+ " only if they have changed.")
	@ApiResponse(responseCode = "200", description = "The encoder")
	@ApiResponse(responseCode = "404", description = "No encoder has that name",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	EncoderDetails get(@PathVariable @Parameter(description = NAME, example = "bert-large-cased") String name) {
		EncoderListing listing = all().get(name);
		if (listing == null) {
			throw new EncoderNotFoundException("There is no encoder with this name");
		}
		boolean readable = listing.available() && listing.source() == EncoderListing.Source.FOLDER;
		return new EncoderDetails(listing, readable ? this.encoders.contentHash(name) : null,
				readable ? this.encoders.fileHashes(name) : null);
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "Download an encoder",
			description = "From the hub of mtdnn.hub.endpoint, Hugging Face's by default. The response comes when the"
					+ " repository and its configuration have been checked; the files follow in the background, are"
					+ " verified, and become an encoder once all of them are complete. A download continues after a"
					+ " restart or an interruption. Repeating the request changes nothing while the download is under way,"
					+ " and continues it after a failure.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
			content = @Content(schema = @Schema(implementation = EncoderRequest.class),
					examples = @ExampleObject(name = "BERT large", value = BERT_LARGE)))
	@ApiResponse(responseCode = "202", description = "Accepted; GET /encoders/{name} shows the progress",
			headers = @Header(name = HttpHeaders.LOCATION, description = "Address of the encoder",
					schema = @Schema(type = "string", format = "uri-reference")))
	@ApiResponse(responseCode = "400", description = "A field is missing or invalid; lists every fault",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	@ApiResponse(responseCode = "409", description = "The name is taken",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	@ApiResponse(responseCode = "422",
			description = "The hub has no such repository or revision, it cannot be used or is too large, or downloads"
					+ " are switched off",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	@ApiResponse(responseCode = "502",
			description = "The hub contradicts itself, or redirects to a host that is not allowed",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	@ApiResponse(responseCode = "503", description = "The hub cannot be reached, or too many downloads are under way",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	ResponseEntity<EncoderListing> download(@RequestBody EncoderRequest request) {
		var reference = request.reference();
		String name = (request.name() != null) ? request.name() : reference.name();
		HubDownload download = this.downloads.start(name, reference);
		URI address = UriComponentsBuilder.fromPath("/encoders/{name}").encode().build(name);
		return ResponseEntity.accepted().location(address).body(EncoderListing.of(download));
	}

	@DeleteMapping("/{name}/download")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Cancel a download",
			description = "Deletes what it has stored. Also removes a failed download from the list. Encoders that are"
					+ " complete are not affected.")
	@ApiResponse(responseCode = "204", description = "Cancelled")
	@ApiResponse(responseCode = "404", description = "There is no download with that name",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	void cancel(@PathVariable @Parameter(description = NAME) String name) {
		if (!this.downloads.cancel(name)) {
			throw new EncoderNotFoundException("There is no download of this name");
		}
	}

	/** All encoders. */
	record Encoders(List<EncoderListing> items) {

	}

}
