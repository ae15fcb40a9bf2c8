/**
 * Text to word pieces with offsets back into the original text, and sliding windows over
 * long contexts.
 */
@ApplicationModule(allowedDependencies = { "task", "files" })
package io.mtdnn.tokenization;

import org.springframework.modulith.ApplicationModule;
