/**
 * The implementation of {@link io.mtdnn.jobs.Jobs} with queue, history and files. A new
 * method of that interface belongs here.
 */
@NullMarked
package io.mtdnn.jobs.service;

import org.jspecify.annotations.NullMarked;
