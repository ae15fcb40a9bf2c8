/**
 * Trained models: names, provenance, thresholds, aliases, and which one serves. The door
 * between training and serving.
 */
@ApplicationModule(allowedDependencies = { "task", "model", "artifacts", "evaluation", "observability", "web" })
@NullMarked
package io.mtdnn.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
