package io.mtdnn.registry.imports;

import tools.jackson.databind.json.JsonMapper;

/** A request as a download keeps it. */
final class ImportNote {

	private static final JsonMapper JSON = JsonMapper.shared();

	private ImportNote() {
	}

	static String of(ImportRequest request) {
		return JSON.writeValueAsString(request);
	}

	static ImportRequest read(String note) {
		return JSON.readValue(note, ImportRequest.class);
	}

}
