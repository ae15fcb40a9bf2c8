/**
 * Where checkpoints and models are kept so that any node finds them: a directory (shared
 * volume) or S3-compatible object storage.
 */
@ApplicationModule(allowedDependencies = { "files", "storage" })
package io.mtdnn.artifacts;

import org.springframework.modulith.ApplicationModule;
