/**
 * What a run is to do: what a user may ask for, its defaults and limits, and the resolved
 * plan.
 */
@ApplicationModule(allowedDependencies = { "task", "tokenization", "datasets", "model", "pretrained" })
package io.mtdnn.plan;

import org.springframework.modulith.ApplicationModule;
