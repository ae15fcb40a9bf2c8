/**
 * The official metrics: SQuAD EM and F1, Matthews correlation, accuracy, F1, and the
 * search for the null threshold. Pure functions; {@code statistics} compares runs over
 * seeds and articles.
 */
@ApplicationModule(allowedDependencies = { "task", "answering" })
package io.mtdnn.evaluation;

import org.springframework.modulith.ApplicationModule;
