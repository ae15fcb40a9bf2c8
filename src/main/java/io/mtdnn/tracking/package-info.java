/**
 * Shows runs in other programs: event files for TensorBoard, and a mirror in an MLflow
 * tracking server. Both are off by default.
 */
@ApplicationModule(allowedDependencies = { "task", "threads", "files", "plan", "training", "node" })
@NullMarked
package io.mtdnn.tracking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
