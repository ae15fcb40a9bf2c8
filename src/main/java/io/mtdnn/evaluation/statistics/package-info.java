/**
 * Statistics over seeds, articles and questions: intervals, tests, corrections and the
 * number of seeds required to support a claim. Pure functions; the same input and seed
 * give the same numbers.
 */
@NamedInterface("statistics")
@NullMarked
package io.mtdnn.evaluation.statistics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
