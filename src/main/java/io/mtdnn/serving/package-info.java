/**
 * Answers over HTTP: /qa and the other heads, with micro-batching over requests and
 * windows.
 */
@ApplicationModule(allowedDependencies = { "task", "tokenization", "answering", "evaluation", "model", "registry",
		"observability", "storage", "web", "node" })
package io.mtdnn.serving;

import org.springframework.modulith.ApplicationModule;
