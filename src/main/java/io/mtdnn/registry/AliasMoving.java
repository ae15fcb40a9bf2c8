package io.mtdnn.registry;

/**
 * Event published before an alias moves, so that listeners can prepare the model. An
 * exception from a listener prevents the move.
 *
 * @param alias the alias
 * @param model the model that it will point to
 */
public record AliasMoving(String alias, RegisteredModel model) {

}
