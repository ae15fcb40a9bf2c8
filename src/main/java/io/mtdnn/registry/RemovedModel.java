package io.mtdnn.registry;

import java.util.List;

/**
 * A model that is gone.
 *
 * @param model as it was
 * @param aliases the aliases that went with it
 */
public record RemovedModel(RegisteredModel model, List<String> aliases) {

}
