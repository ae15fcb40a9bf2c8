/**
 * Datasets: the known datasets, the readers of their files, and the training items made
 * from them. Inside, {@code reading} turns bytes into lines and cells, {@code formats}
 * those into examples, {@code features} examples into training items, and {@code catalog}
 * knows the datasets and finds their files.
 */
@ApplicationModule(
		allowedDependencies = { "task", "files", "tokenization", "storage", "artifacts", "pretrained", "web", "node" })
@NullMarked
package io.mtdnn.datasets;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
