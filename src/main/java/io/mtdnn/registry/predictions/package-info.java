/** What a model predicted in the evaluation that ended its training. */
@NullMarked
package io.mtdnn.registry.predictions;

import org.jspecify.annotations.NullMarked;
