/**
 * The official metrics: SQuAD EM and F1, accuracy, F1, the correlations of Matthews,
 * Pearson and Spearman, and the search for the null threshold and the calibration of
 * answers. Pure functions; {@code statistics} compares runs over seeds and articles, and
 * {@code web} is the official evaluator over HTTP.
 */
@ApplicationModule(allowedDependencies = { "task", "answering", "datasets", "web" })
@NullMarked
package io.mtdnn.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
