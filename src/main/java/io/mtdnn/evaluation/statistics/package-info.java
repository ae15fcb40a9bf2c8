/**
 * Statistics over seeds, articles and questions: intervals, tests, corrections and the
 * number of seeds that a claim needs. Pure functions; the same input and seed give the
 * same numbers.
 */
@NamedInterface("statistics")
package io.mtdnn.evaluation.statistics;

import org.springframework.modulith.NamedInterface;
