/**
 * The definition of a run: requests, their defaults and limits, and the resolved plan.
 */
@ApplicationModule(allowedDependencies = { "task", "tokenization", "datasets", "model", "pretrained", "registry" })
@NullMarked
package io.mtdnn.plan;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
