package io.mtdnn.registry.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.mtdnn.registry.export.ModelExport;
import io.mtdnn.registry.export.ModelExports;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.registry.RegisteredModel;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.DisconnectedClientHelper;

/** HTTP API of exports. */
@RestController
@Tag(name = "Models")
class ExportsController {

	private static final Logger log = LoggerFactory.getLogger(ExportsController.class);

	private final ModelRegistry registry;

	private final ModelExports exports;

	ExportsController(ModelRegistry registry, ModelExports exports) {
		this.registry = registry;
		this.exports = exports;
	}

	@GetMapping(path = "/models/{model}/export", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
	@Operation(summary = "Export a model for use elsewhere",
			description = "`onnx`: the encoder with one head as an ONNX model (operator set 17, 32-bit floats)"
					+ " with the inputs `input_ids`, `attention_mask`, `token_type_ids` and the outputs `start_logits` and `end_logits`, or `logits`. `hugging-face`: a zip file with a directory that transformers' classes for tasks load, with the encoder, one head, configuration, tokenizer and a model card. `bundle`: a zip file with all heads, configuration, tokenizer and `mtdnn.json`. All contain the model's current null threshold and weights in 32 bit; logits computed with these in 32 bit differ by a few hundredths from those of a service that answers in bf16 (`evaluationPrecision` of the model).")
	@ApiResponse(responseCode = "200", description = "The file",
			content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
					schema = @Schema(type = "string", format = "binary")))
	@ApiResponse(responseCode = "400", description = "The format is unknown")
	@ApiResponse(responseCode = "404", description = "The model does not exist")
	@ApiResponse(responseCode = "422", description = "The model has no head for that dataset")
	void export(@PathVariable @Parameter(description = "alias, id or name", example = "default") String model,
			@RequestParam(defaultValue = "onnx") @Pattern(regexp = "onnx|hugging-?face|bundle",
					message = "must be onnx, hugging-face or bundle") @Parameter(example = "onnx") String format,
			@RequestParam(required = false) @Parameter(
					description = "head to export, by a dataset or by its name; required if there are several, except with `bundle`",
					example = "sample-squad") String dataset,
			@Parameter(hidden = true) HttpServletResponse response) throws IOException {
		RegisteredModel found = this.registry.get(model);
		try (ModelExport export = open(found, format, dataset)) {
			response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
			response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition(export.fileName()).toString());
			export.size().ifPresent(response::setContentLengthLong);
			export.writeTo(response.getOutputStream());
		}
		catch (IOException ex) {
			if (!DisconnectedClientHelper.isClientDisconnectedException(ex)) {
				throw ex;
			}
			log.debug("The client of an export has disconnected", ex);
		}
	}

	private ModelExport open(RegisteredModel model, String format, String dataset) {
		return switch (format) {
			case "onnx" -> this.exports.onnx(model, dataset);
			case "hugging-face", "huggingface" -> this.exports.huggingFace(model, dataset);
			default -> this.exports.bundle(model);
		};
	}

	/**
	 * Without a charset, because with one the plain name is an encoded word, under which
	 * curl, for example, saves the file.
	 */
	static ContentDisposition disposition(String name) {
		ContentDisposition.Builder attachment = ContentDisposition.attachment();
		return (StandardCharsets.US_ASCII.newEncoder().canEncode(name) ? attachment.filename(name)
				: attachment.filename(name, StandardCharsets.UTF_8))
			.build();
	}

}
