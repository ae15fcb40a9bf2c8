/** Threads for work in the background. Every module may use it. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.mtdnn.threads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
