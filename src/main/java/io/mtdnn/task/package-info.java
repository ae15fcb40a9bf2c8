/**
 * The small shared kernel: what a task is, and the token sequences that a model reads.
 * Values only; every other module may use it.
 */
@ApplicationModule(allowedDependencies = {})
package io.mtdnn.task;

import org.springframework.modulith.ApplicationModule;
