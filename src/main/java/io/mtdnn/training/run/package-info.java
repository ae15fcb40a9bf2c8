/**
 * The engine: data, model, loop, checkpoints and bundles put together.
 */
package io.mtdnn.training.run;
