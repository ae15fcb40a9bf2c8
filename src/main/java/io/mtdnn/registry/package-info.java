/**
 * Trained models: names, provenance, thresholds, aliases, and the default model. The
 * interface between training and serving.
 */
@ApplicationModule(allowedDependencies = { "task", "model", "artifacts", "evaluation", "observability", "web" })
@NullMarked
package io.mtdnn.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
