/**
 * The multi-task model: an encoder and the heads of its tasks on DJL, their weights as
 * safetensors, and the bundle on disk.
 */
@ApplicationModule(allowedDependencies = { "task", "threads", "files", "tokenization", "observability" })
@NullMarked
package io.mtdnn.model;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
