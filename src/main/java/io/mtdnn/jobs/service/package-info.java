/**
 * The implementation of {@link io.mtdnn.jobs.Jobs} with queue, history and files. A new
 * method of that interface belongs here.
 */
package io.mtdnn.jobs.service;
