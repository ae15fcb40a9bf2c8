/**
 * Converts text to word pieces with offsets into the original text, builds input rows of
 * them, and divides long contexts into windows.
 */
@ApplicationModule(allowedDependencies = { "task", "files" })
@NullMarked
package io.mtdnn.tokenization;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
