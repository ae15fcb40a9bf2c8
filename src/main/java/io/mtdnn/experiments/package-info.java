/**
 * Experiments: many runs from one request, what they show and how sure it is; and
 * comparisons of models question by question.
 */
@ApplicationModule(allowedDependencies = { "task", "threads", "files", "evaluation", "evaluation::statistics", "plan",
		"training", "registry", "replays", "jobs", "node", "storage", "web" })
@NullMarked
package io.mtdnn.experiments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
