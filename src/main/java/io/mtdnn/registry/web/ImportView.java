package io.mtdnn.registry.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.hub.HubDownload;
import io.mtdnn.registry.imports.ModelDownload;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The import of a repository, under way or failed.
 *
 * @param id its id, and that of the model to be
 * @param name name of the model to be; null for that of the repository
 * @param dataset what its head is for
 * @param download progress
 */
@Schema(name = "Import")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportView(@Schema(description = "Its id, and that of the model to be") String id,
		@Schema(description = "Name of the model to be; absent for that of the repository") @Nullable String name,
		@Schema(description = "What its head is for", example = "squad-v2") @Nullable String dataset,
		@Schema(description = "Its progress, or why it has failed; its `name` is the id") HubDownload download) {

	static ImportView of(ModelDownload one) {
		return new ImportView(one.id(), one.request().name(), one.request().dataset(), one.download());
	}

}
