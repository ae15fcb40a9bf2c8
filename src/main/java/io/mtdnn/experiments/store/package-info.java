/** Experiments and their runs in the database. */
@NullMarked
package io.mtdnn.experiments.store;

import org.jspecify.annotations.NullMarked;
