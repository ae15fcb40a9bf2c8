/**
 * Fine-tuning by weighted stochastic batch selection: the plan, the engine and its
 * events. Sampler, schedule, optimisers, loop and checkpoints are hidden inside.
 */
@ApplicationModule(allowedDependencies = { "task", "files", "tokenization", "datasets", "model", "answering",
		"evaluation", "pretrained", "observability" })
package io.mtdnn.training;

import org.springframework.modulith.ApplicationModule;
