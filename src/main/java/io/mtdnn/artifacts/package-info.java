/**
 * The storage of checkpoints and models that all nodes can access: a directory (shared
 * volume) or a bucket, such as S3-compatible object storage.
 */
@ApplicationModule(allowedDependencies = { "files", "storage" })
@NullMarked
package io.mtdnn.artifacts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
