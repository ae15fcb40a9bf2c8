/**
 * From official dataset files to examples and to encoded features. Each dataset is a
 * plug-in: a reader of its file formats, a task and an encoding.
 */
@ApplicationModule(allowedDependencies = { "task", "files", "tokenization", "storage" })
package io.mtdnn.datasets;

import org.springframework.modulith.ApplicationModule;
