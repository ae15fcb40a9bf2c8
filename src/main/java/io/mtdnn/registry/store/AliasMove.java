package io.mtdnn.registry.store;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A change of an alias.
 *
 * @param alias the alias
 * @param kind how it changed
 * @param modelId id of the model it points to from then on; absent after its removal
 * @param modelName that model's name
 * @param at when
 * @param by who changed it: the name of a key, the subject of a token, or `anybody` on an
 * open service; absent if the service did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AliasMove(String alias, Kind kind, @Nullable String modelId, @Nullable String modelName, Instant at,
		@Nullable String by) {

	/** How an alias changes. */
	public enum Kind {

		/** Pointed to a model. */
		@JsonProperty("moved")
		MOVED,

		/** Pointed back to the model before. */
		@JsonProperty("rolled-back")
		ROLLED_BACK,

		/** Removed. */
		@JsonProperty("removed")
		REMOVED,

		/** Removed together with its model. */
		@JsonProperty("model-deleted")
		MODEL_DELETED

	}

}
