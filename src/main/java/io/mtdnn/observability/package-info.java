/**
 * Meters and tags, health and build information.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.mtdnn.observability;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
