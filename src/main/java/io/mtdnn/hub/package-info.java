/**
 * Downloads directories of models from a hub with Hugging Face's HTTP API: resumed after
 * an interruption, verified, and safe with several processes on one folder. Receivers in
 * other modules know what the directories contain.
 */
@ApplicationModule(allowedDependencies = { "task", "threads", "files", "storage", "web" })
@NullMarked
package io.mtdnn.hub;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
