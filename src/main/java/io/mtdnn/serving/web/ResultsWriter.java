package io.mtdnn.serving.web;

import java.io.OutputStream;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes {@link QaBatchController.Results} one by one, because a thousand answers with
 * all their candidates may not fit into memory.
 */
final class ResultsWriter {

	private final JsonGenerator json;

	private int answered;

	private int failed;

	ResultsWriter(JsonMapper mapper, OutputStream output) {
		this.json = mapper.writer().createGenerator(output);
		this.json.writeStartObject();
		this.json.writeArrayPropertyStart("items");
	}

	/** Writes the next result. */
	void add(ItemView result) {
		if (result.error() == null) {
			this.answered++;
		}
		else {
			this.failed++;
		}
		this.json.writePOJO(result);
	}

	/** Writes the numbers of results after the last one. */
	void end() {
		this.json.writeEndArray();
		this.json.writeNumberProperty("answered", this.answered);
		this.json.writeNumberProperty("failed", this.failed);
		this.json.writeEndObject();
		this.json.flush();
	}

}
