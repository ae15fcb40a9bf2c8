/**
 * The multi-task model: one BERT encoder and a linear head per task on DJL, its weights
 * as safetensors and its bundle on disk.
 */
@ApplicationModule(allowedDependencies = { "task", "threads", "files", "tokenization", "observability" })
@NullMarked
package io.mtdnn.model;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
