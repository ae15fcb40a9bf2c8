/**
 * The job queue: the gate that numbers submissions, the capacity, idempotency keys,
 * meters. Uses {@code rows} and {@code history}. Decisions about whether and in which
 * order jobs run belong here; running them does not.
 */
@NullMarked
package io.mtdnn.jobs.queue;

import org.jspecify.annotations.NullMarked;
