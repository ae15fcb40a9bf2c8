/**
 * Bundles: the encoder, its heads and {@code mtdnn.json} in one directory.
 */
package io.mtdnn.model.bundle;
