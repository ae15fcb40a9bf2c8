/** Bounds the size, the pace and the memory of request bodies. */
@NullMarked
package io.mtdnn.web.body;

import org.jspecify.annotations.NullMarked;
