/**
 * The names and descriptions of meters, the memory of the process, and the ids of
 * requests.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.mtdnn.observability;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
