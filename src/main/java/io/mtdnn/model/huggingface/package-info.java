/**
 * Bundles as directories that transformers loads with its own classes.
 */
package io.mtdnn.model.huggingface;
