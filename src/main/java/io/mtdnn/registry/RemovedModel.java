package io.mtdnn.registry;

import java.util.List;

/**
 * A deleted model.
 *
 * @param model as it was
 * @param aliases the aliases that were removed with it
 */
public record RemovedModel(RegisteredModel model, List<String> aliases) {

}
