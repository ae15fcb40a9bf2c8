/**
 * Training jobs: submit, queue, run, cancel, resume, and the history of their metrics.
 */
@ApplicationModule(allowedDependencies = { "task", "threads", "files", "datasets", "evaluation", "plan", "training",
		"registry", "artifacts", "observability", "storage", "web", "node" })
@NullMarked
package io.mtdnn.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
