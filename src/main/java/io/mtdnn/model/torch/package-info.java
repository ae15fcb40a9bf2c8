/**
 * Training and inference on libtorch: the layout of the weights in native memory, the
 * heads, and the forward and backward passes that call the script.
 */
@NullMarked
package io.mtdnn.model.torch;

import org.jspecify.annotations.NullMarked;
