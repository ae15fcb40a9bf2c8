/** Rows of models and aliases, and the models' files. */
@NullMarked
package io.mtdnn.registry.store;

import org.jspecify.annotations.NullMarked;
