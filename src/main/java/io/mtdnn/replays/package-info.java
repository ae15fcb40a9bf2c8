/**
 * Repeating runs elsewhere: a capsule holds what a run was made of and a fingerprint of
 * every step, and a replay states whether another service comes to the same bits.
 */
@ApplicationModule(
		allowedDependencies = { "task", "files", "plan", "training", "registry", "jobs", "node", "storage", "web" })
@NullMarked
package io.mtdnn.replays;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
