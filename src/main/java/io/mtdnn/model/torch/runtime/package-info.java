/**
 * libtorch as this process uses it: devices, matrix products, native memory, and the
 * script with all arithmetic.
 */
package io.mtdnn.model.torch.runtime;
