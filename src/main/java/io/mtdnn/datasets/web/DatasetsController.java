package io.mtdnn.datasets.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.Locale;

import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.Split;
import io.mtdnn.datasets.catalog.DatasetOverview;
import io.mtdnn.datasets.catalog.DatasetOverviews;
import io.mtdnn.datasets.catalog.DatasetUploads;
import io.mtdnn.datasets.catalog.SplitOverview;
import io.mtdnn.datasets.catalog.Upload;
import io.mtdnn.datasets.definitions.DatasetEntry;
import io.mtdnn.datasets.samples.DatasetSamples;
import io.mtdnn.datasets.samples.ValueRange;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.task.HeadKind;
import io.mtdnn.web.AnnouncedStream;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** HTTP API of datasets. */
@RestController
@ConditionalOnRole(NodeRole.API)
@RequestMapping("/datasets")
@Tag(name = "Datasets", description = "Datasets for training: shipped, declared beside the data, or uploaded")
class DatasetsController {

	private static final String NAME = "Name of the dataset";

	private static final int SAMPLES = 10;

	private static final int MAX_SKIPPED = 1_000_000;

	private static final String TICKETS = """
			{
			  "head": "classification",
			  "format": "csv",
			  "columns": {"first": "text", "label": "intent"},
			  "evaluationShare": 0.2
			}""";

	private static final String ROWS = """
			text,intent
			"Where is my parcel, please?",delivery
			I want my money back.,refund
			Is it late?,delivery
			Refund me.,refund
			How long does it take?,delivery
			That was too expensive.,refund
			""";

	private final DatasetCatalog catalog;

	private final DatasetOverviews overviews;

	private final DatasetUploads uploads;

	private final DatasetSamples samples;

	DatasetsController(DatasetCatalog catalog, DatasetOverviews overviews, DatasetUploads uploads,
			DatasetSamples samples) {
		this.catalog = catalog;
		this.overviews = overviews;
		this.uploads = uploads;
		this.samples = samples;
	}

	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "List datasets by name",
			description = "Every declared dataset, with its files, rows and labels, and what is missing or wrong."
					+ " Files above 4 MB are counted when they are first read by GET /datasets/{name} or a job.")
	@ApiResponse(responseCode = "200", description = "The datasets")
	Datasets list() {
		return new Datasets(this.overviews.list());
	}

	@GetMapping(path = "/{name}", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "One dataset with its first ten examples",
			description = "Reads the files. The examples are shown as text and as the model sees them: word pieces, windows and"
					+ " targets. The tokenizer is that of `encoder`, which is converted first if necessary; by"
					+ " default of the first encoder in the folder of encoders, or of the first shipped encoder.")
	@ApiResponse(responseCode = "200", description = "The dataset")
	@ApiResponse(responseCode = "404", description = "The dataset does not exist",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	@ApiResponse(responseCode = "422", description = "The encoder does not exist",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	DatasetDetails get(@PathVariable @Parameter(description = NAME, example = "sample-cola") String name, @RequestParam(
			required = false) @Parameter(description = "Encoder whose tokenizer is used") @Nullable String encoder) {
		DatasetOverview dataset = this.overviews.get(name);
		String used = (encoder != null) ? encoder : this.samples.usualEncoder();
		return readable(dataset).map((split) -> details(dataset, used, split))
			.orElseGet(() -> new DatasetDetails(dataset, used, List.of(), null));
	}

	/** Only for the range of numbers, the whole file is read. */
	private DatasetDetails details(DatasetOverview dataset, @Nullable String encoder, Split split) {
		String name = dataset.name();
		return new DatasetDetails(dataset, encoder,
				this.samples.of(this.catalog.first(name, split, SAMPLES), encoder, SAMPLES),
				HeadKind.REGRESSION.label().equals(dataset.head()) ? ValueRange.of(this.catalog.read(name, split, 0))
						: null);
	}

	/** The training file, or the evaluation file if only that can be read. */
	private static Optional<Split> readable(DatasetOverview dataset) {
		return Stream.of(Split.TRAIN, Split.EVALUATION).filter((split) -> {
			SplitOverview overview = (split == Split.TRAIN) ? dataset.train() : dataset.evaluation();
			return overview != null && overview.rows() != null;
		}).findFirst();
	}

	@PutMapping(path = "/{name}", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "Declare a dataset",
			description = "Send its files with PUT /datasets/{name}/train and .../evaluation. A dataset can be redefined"
					+ " until a job has used it; files that were already sent are then read by the new definition.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
			content = @Content(schema = @Schema(implementation = DatasetEntry.class),
					examples = @ExampleObject(name = "intents of tickets", value = TICKETS)))
	@ApiResponse(responseCode = "200", description = "Declared; lists what is still missing")
	@ApiResponse(responseCode = "400", description = "Invalid definition; lists every fault",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	@ApiResponse(responseCode = "409",
			description = "The name is taken, or a job has used the dataset in its present form",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	DatasetOverview define(@PathVariable @Parameter(description = NAME, example = "tickets") String name,
			@RequestBody DatasetEntry entry) {
		this.uploads.define(name, entry);
		return this.overviews.get(name);
	}

	@PutMapping(path = "/{name}/{split}", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "Upload the file of a split",
			description = "The body is the file, plain or gzip. It is checked while it arrives and stored if it is"
					+ " valid as a whole; an interrupted or malformed upload leaves nothing behind. The file of a"
					+ " split that a job has used cannot be replaced.")
	@io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
			content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
					schema = @Schema(type = "string", format = "binary"),
					examples = @ExampleObject(name = "a table", value = ROWS)))
	@ApiResponse(responseCode = "200", description = "Stored; contains counts and the skipped malformed rows")
	@ApiResponse(responseCode = "404", description = "The dataset does not exist",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	@ApiResponse(responseCode = "409", description = "Not an uploaded dataset, or a job has used another file",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	@ApiResponse(responseCode = "413", description = "Larger than mtdnn.datasets.max-file-size",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	@ApiResponse(responseCode = "422", description = "Malformed rows or another format; up to 100 rows are listed",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	Upload upload(@PathVariable @Parameter(description = NAME, example = "tickets") String name,
			@PathVariable @Parameter(example = "train",
					schema = @Schema(allowableValues = { "train", "evaluation" })) String split,
			@Schema(minimum = "0", maximum = "1000000") @RequestParam(defaultValue = "0") int maxSkippedRows,
			HttpServletRequest request) throws IOException {
		if (maxSkippedRows < 0 || maxSkippedRows > MAX_SKIPPED) {
			throw new BadUploadException("maxSkippedRows", "from 0 to " + MAX_SKIPPED + ", not " + maxSkippedRows);
		}
		try (InputStream in = new AnnouncedStream(request.getInputStream(), request.getContentLengthLong())) {
			return this.uploads.upload(name, split(split), in, maxSkippedRows);
		}
	}

	private static Split split(String name) {
		for (Split split : Split.values()) {
			if (split.name().toLowerCase(Locale.ROOT).equals(name)) {
				return split;
			}
		}
		throw new BadUploadException("split", "train or evaluation, not '" + name + "'");
	}

	@DeleteMapping("/{name}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "Delete an uploaded dataset",
			description = "Deletes its files too. Models that were trained on it keep the hashes of its files.")
	@ApiResponse(responseCode = "204", description = "Deleted")
	@ApiResponse(responseCode = "404", description = "The dataset does not exist",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	@ApiResponse(responseCode = "409", description = "Not an uploaded dataset, or a job may still read it",
			content = @Content(mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE))
	void delete(@PathVariable @Parameter(description = NAME) String name) {
		this.uploads.delete(name);
	}

	/** All datasets. */
	record Datasets(List<DatasetOverview> items) {

	}

}
