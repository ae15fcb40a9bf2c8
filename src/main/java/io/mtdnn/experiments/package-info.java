/**
 * Experiments: many runs from one request, their results and the uncertainty; and
 * comparisons of models question by question.
 */
@ApplicationModule(allowedDependencies = { "task", "threads", "files", "evaluation", "evaluation::statistics", "plan",
		"training", "registry", "replays", "jobs", "node", "storage", "web" })
@NullMarked
package io.mtdnn.experiments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
