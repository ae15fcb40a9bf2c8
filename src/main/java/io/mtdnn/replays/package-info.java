/**
 * Repeating runs elsewhere: a capsule holds the inputs of a run and a fingerprint of
 * every step, and a replay states whether the result of another service is bit-identical.
 */
@ApplicationModule(
		allowedDependencies = { "task", "files", "plan", "training", "registry", "jobs", "node", "storage", "web" })
@NullMarked
package io.mtdnn.replays;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
