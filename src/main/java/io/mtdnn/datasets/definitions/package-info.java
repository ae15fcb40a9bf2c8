/**
 * Declarations of datasets: the user's entry in YAML, settings or JSON, and the checked
 * definition that results from it.
 */
@NullMarked
package io.mtdnn.datasets.definitions;

import org.jspecify.annotations.NullMarked;
