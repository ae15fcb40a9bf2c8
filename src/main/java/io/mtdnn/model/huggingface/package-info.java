/**
 * Exports bundles as directories that transformers loads with its own classes, and
 * imports such directories.
 */
@NullMarked
package io.mtdnn.model.huggingface;

import org.jspecify.annotations.NullMarked;
