/**
 * What a dataset is declared to be: the entry as people write it, in YAML, settings or
 * JSON, and the checked definition that follows from it.
 */
package io.mtdnn.datasets.definitions;
