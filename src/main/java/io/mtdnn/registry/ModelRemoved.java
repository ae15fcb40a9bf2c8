package io.mtdnn.registry;

/**
 * Published after a model was deleted from the database, before its files go.
 *
 * @param model the model as it was
 */
public record ModelRemoved(RegisteredModel model) {

}
