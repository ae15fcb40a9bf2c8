/**
 * What searches that learn from their runs do in an experiment: which runs they add, and
 * what they report. Follows from the definition and the scores alone.
 */
@NullMarked
package io.mtdnn.experiments.adaptive;

import org.jspecify.annotations.NullMarked;
