/**
 * The job queue: the gate that numbers submissions, the capacity, idempotency keys,
 * meters. Uses {@code rows} and {@code history}. Decisions about whether and in which
 * order jobs run belong here; running them does not.
 */
package io.mtdnn.jobs.queue;
