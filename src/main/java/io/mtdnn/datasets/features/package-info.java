/**
 * Examples to training items: word pieces, windows and targets, packed, and kept on disk
 * by the hash of all that they depend on.
 */
@NullMarked
package io.mtdnn.datasets.features;

import org.jspecify.annotations.NullMarked;
