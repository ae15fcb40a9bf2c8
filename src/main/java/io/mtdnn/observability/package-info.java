/**
 * Meters and tags declared once, health and build information.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.mtdnn.observability;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
