package io.mtdnn.registry.imports;

import io.mtdnn.hub.HubDownload;

/**
 * The import of a repository, under way or failed.
 *
 * @param request what to import
 * @param download its progress; its name is the id that the model will have
 */
public record ModelDownload(ImportRequest request, HubDownload download) {

	static ModelDownload of(HubDownload download) {
		return new ModelDownload(ImportNote.read(download.note()), download);
	}

	/** The id that the model will have. */
	public String id() {
		return this.download.name();
	}

}
