package io.mtdnn.registry.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mtdnn.hub.HubDownload;
import io.mtdnn.registry.imports.ModelDownload;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The import of a repository, under way or failed.
 *
 * @param id its id, which the model will have
 * @param name name that the model will have; null for the name of the repository
 * @param dataset what its head is for
 * @param download progress
 */
@Schema(name = "Import")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportView(@Schema(description = "Its id, which the model will have") String id, @Schema(
		description = "Name that the model will have; absent for the name of the repository") @Nullable String name,
		@Schema(description = "Purpose of its head", example = "squad-v2") @Nullable String dataset,
		@Schema(description = "Its progress, or the reason of its failure; its `name` is the id") HubDownload download) {

	static ImportView of(ModelDownload one) {
		return new ImportView(one.id(), one.request().name(), one.request().dataset(), one.download());
	}

}
