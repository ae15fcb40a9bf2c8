/**
 * Bundles as directories that transformers loads with its own classes.
 */
@NullMarked
package io.mtdnn.model.huggingface;

import org.jspecify.annotations.NullMarked;
