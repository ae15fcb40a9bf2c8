/**
 * Storage for models, uploaded datasets and copies of checkpoints that all nodes can
 * access: a directory on a shared volume, or an S3-compatible bucket.
 */
@ApplicationModule(allowedDependencies = { "files", "storage" })
@NullMarked
package io.mtdnn.artifacts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
