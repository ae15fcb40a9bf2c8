package io.mtdnn.registry;

/**
 * Published before an alias moves, so that the model can be made ready first. A listener
 * that throws keeps the alias where it is.
 *
 * @param alias the alias
 * @param model the model that it will point to
 */
public record AliasMoving(String alias, RegisteredModel model) {

}
