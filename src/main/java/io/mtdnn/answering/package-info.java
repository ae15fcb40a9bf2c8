/**
 * From span logits to an answer: n-best, null odds, threshold. The one decoder that both
 * evaluation and /qa use. Pure functions.
 */
@ApplicationModule(allowedDependencies = { "task", "tokenization" })
@NullMarked
package io.mtdnn.answering;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
