/**
 * The engine, which combines data, model, loop, checkpoints and bundles.
 */
@NullMarked
package io.mtdnn.training.run;

import org.jspecify.annotations.NullMarked;
