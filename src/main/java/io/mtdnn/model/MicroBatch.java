package io.mtdnn.model;

/**
 * A part of an optimiser step that is computed at once.
 *
 * @param batch the items
 * @param seed seed of this pass's dropout, so that a resumed run is bit-identical
 * @param lossScale the loss is multiplied by this before the backward pass, such as the
 * share of the step's items
 */
public record MicroBatch(Batch batch, long seed, double lossScale) {

}
