/**
 * The engine, which combines data, model, loop, checkpoints and bundles.
 */
package io.mtdnn.training.run;
