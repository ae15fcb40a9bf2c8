/**
 * Downloads directories of models from a hub with Hugging Face's HTTP API: resumed after
 * a cut, verified, and safe with several processes on one folder. It knows nothing of
 * what the directories contain; their receivers do.
 */
@ApplicationModule(allowedDependencies = { "task", "threads", "files", "storage", "web" })
@NullMarked
package io.mtdnn.hub;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
