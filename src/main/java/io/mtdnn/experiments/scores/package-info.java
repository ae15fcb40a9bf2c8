/** Scores of single runs, small enough for the database. */
@NullMarked
package io.mtdnn.experiments.scores;

import org.jspecify.annotations.NullMarked;
