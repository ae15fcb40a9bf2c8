/**
 * The source of initial weights: archives shipped as Maven artifacts are converted once
 * into a Hugging Face directory, the only layout that the rest of the code supports.
 */
@ApplicationModule(allowedDependencies = { "task", "files", "model", "tokenization", "web", "node", "hub" })
@NullMarked
package io.mtdnn.pretrained;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
