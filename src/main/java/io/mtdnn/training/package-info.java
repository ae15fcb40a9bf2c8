/**
 * Fine-tuning by weighted stochastic batch selection: the engine and its events. The
 * schedule, the training loop, evaluation and checkpoints are internal.
 */
@ApplicationModule(allowedDependencies = { "task", "files", "tokenization", "datasets", "model", "answering",
		"evaluation", "plan", "pretrained", "observability" })
@NullMarked
package io.mtdnn.training;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
