/**
 * Meters and tags declared once, health and build information.
 */
@ApplicationModule(allowedDependencies = {})
package io.mtdnn.observability;

import org.springframework.modulith.ApplicationModule;
