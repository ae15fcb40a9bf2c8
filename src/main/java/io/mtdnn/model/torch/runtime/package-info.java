/**
 * Use of libtorch in this process: devices, matrix products, native memory, and the
 * script that contains all arithmetic.
 */
@NullMarked
package io.mtdnn.model.torch.runtime;

import org.jspecify.annotations.NullMarked;
