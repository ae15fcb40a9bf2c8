/**
 * A worker's right to run a job, and all that it writes under that right. Uses {@code
 * rows} and {@code history}. Every write of a worker belongs here, because each must be
 * refused once the claim is lost.
 */
package io.mtdnn.jobs.claims;
