/** Scores of single runs, small enough for the database. */
package io.mtdnn.experiments.scores;
