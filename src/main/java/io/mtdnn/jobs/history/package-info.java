/**
 * What happened in each job, in order, and what users see of it: events, points, metrics,
 * views. Uses {@code rows}. A new kind of event, or a new way to read a run's history,
 * belongs here.
 */
package io.mtdnn.jobs.history;
