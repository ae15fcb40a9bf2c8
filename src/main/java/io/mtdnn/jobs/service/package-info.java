/**
 * The jobs as the rest of the service calls them: implements {@link io.mtdnn.jobs.Jobs}
 * over queue, history and files. A new method of that interface belongs here.
 */
package io.mtdnn.jobs.service;
