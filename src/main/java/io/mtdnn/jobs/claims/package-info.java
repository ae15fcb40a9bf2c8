/**
 * Claims (a worker's right to run a job) and all writes that depend on them. Uses
 * {@code rows} and {@code history}. Every write of a worker belongs here, because each
 * must fail once the claim is lost.
 */
@NullMarked
package io.mtdnn.jobs.claims;

import org.jspecify.annotations.NullMarked;
