/**
 * Text to word pieces with offsets back into the original text, and sliding windows over
 * long contexts.
 */
@ApplicationModule(allowedDependencies = { "task", "files" })
@NullMarked
package io.mtdnn.tokenization;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
