/**
 * Where starting weights come from: archives shipped as Maven artifacts are converted
 * once into a Hugging Face directory, the only layout the rest of the code knows.
 */
@ApplicationModule(allowedDependencies = { "task", "files", "model", "tokenization", "web", "node" })
package io.mtdnn.pretrained;

import org.springframework.modulith.ApplicationModule;
