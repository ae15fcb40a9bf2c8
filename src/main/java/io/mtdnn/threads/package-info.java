/** Threads for background work. Every module may use this package. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.mtdnn.threads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
