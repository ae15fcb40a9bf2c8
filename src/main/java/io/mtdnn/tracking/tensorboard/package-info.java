/** Event files that TensorBoard reads. */
@NullMarked
package io.mtdnn.tracking.tensorboard;

import org.jspecify.annotations.NullMarked;
