/**
 * Bundles: the encoder, its heads and {@code mtdnn.json} in one directory.
 */
@NullMarked
package io.mtdnn.model.bundle;

import org.jspecify.annotations.NullMarked;
