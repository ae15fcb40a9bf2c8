/**
 * The worker: takes jobs from the queue, runs the engine, writes the run's journal, log
 * and meters, and concludes the run. Uses {@code queue}, {@code claims} and
 * {@code files}; only {@code web} may use its log. Whatever happens during a run, or when
 * its worker crashes, belongs here.
 */
@NullMarked
package io.mtdnn.jobs.run;

import org.jspecify.annotations.NullMarked;
