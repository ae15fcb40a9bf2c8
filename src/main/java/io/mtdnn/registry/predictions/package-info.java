/** The predictions of a model in the evaluation at the end of its training. */
@NullMarked
package io.mtdnn.registry.predictions;

import org.jspecify.annotations.NullMarked;
