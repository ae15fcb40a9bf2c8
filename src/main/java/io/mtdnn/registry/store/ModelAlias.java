package io.mtdnn.registry.store;

import java.time.Instant;

/**
 * A name that points to a model and can be moved to another.
 *
 * @param alias the name
 * @param modelId id of the model it points to
 * @param modelName that model's name
 * @param updatedAt when it was last moved
 */
public record ModelAlias(String alias, String modelId, String modelName, Instant updatedAt) {

}
