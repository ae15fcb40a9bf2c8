/** What a model predicted in the evaluation that ended its training. */
package io.mtdnn.registry.predictions;
