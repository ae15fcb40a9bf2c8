/**
 * From span logits to an answer: n-best, null odds, threshold. The one decoder that both
 * evaluation and /qa use. Pure functions.
 */
@ApplicationModule(allowedDependencies = { "task", "tokenization" })
package io.mtdnn.answering;

import org.springframework.modulith.ApplicationModule;
