/**
 * Trained models: names, provenance, thresholds, aliases, and the default model. The
 * interface between training and serving.
 */
@ApplicationModule(allowedDependencies = { "task", "files", "tokenization", "datasets", "model", "pretrained", "hub",
		"artifacts", "evaluation", "observability", "storage", "web", "node" })
@NullMarked
package io.mtdnn.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
