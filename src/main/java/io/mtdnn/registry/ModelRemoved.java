package io.mtdnn.registry;

/**
 * Event published after a model was deleted from the database, before its files are
 * removed.
 *
 * @param model the model as it was
 */
public record ModelRemoved(RegisteredModel model) {

}
