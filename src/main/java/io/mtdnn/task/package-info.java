/**
 * The small shared kernel: what a task is, and the token sequences that a model reads.
 * Values only; every other module may use it.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.mtdnn.task;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
