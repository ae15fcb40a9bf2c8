/**
 * Puts jobs into the queue and takes them out: the gate that numbers submissions, the
 * bound, keys of requests, meters. Uses {@code rows} and {@code history}. What decides
 * whether and in which order jobs run belongs here; who runs them does not.
 */
package io.mtdnn.jobs.queue;
