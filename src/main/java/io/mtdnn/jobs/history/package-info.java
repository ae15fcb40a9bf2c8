/**
 * The history of each job and its presentation to users: events, points, metrics, views.
 * Uses {@code rows}. A new kind of event, or a new way to read a run's history, belongs
 * here.
 */
@NullMarked
package io.mtdnn.jobs.history;

import org.jspecify.annotations.NullMarked;
