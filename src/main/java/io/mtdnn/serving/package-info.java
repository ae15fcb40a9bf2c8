/**
 * Serves answers over HTTP: /qa and the other heads, with micro-batching over requests
 * and windows.
 */
@ApplicationModule(allowedDependencies = { "task", "threads", "tokenization", "answering", "evaluation", "model",
		"registry", "observability", "storage", "web", "node" })
@NullMarked
package io.mtdnn.serving;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
