/**
 * Converts examples to training items: word pieces, windows and targets, packed, and
 * stored on disk by the hash of all their inputs.
 */
@NullMarked
package io.mtdnn.datasets.features;

import org.jspecify.annotations.NullMarked;
