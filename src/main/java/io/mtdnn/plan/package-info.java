/**
 * The definition of a run: requests, their defaults and limits, and the resolved plan.
 */
@ApplicationModule(allowedDependencies = { "task", "tokenization", "datasets", "model", "pretrained" })
package io.mtdnn.plan;

import org.springframework.modulith.ApplicationModule;
