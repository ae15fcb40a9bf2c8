/**
 * The worker: takes jobs from the queue, runs the engine, writes the run's journal, log
 * and meters, and concludes. Uses {@code queue}, {@code claims} and {@code files}; only
 * {@code web} may use its log. What happens while a run is under way, or when its worker
 * dies, belongs here.
 */
package io.mtdnn.jobs.run;
