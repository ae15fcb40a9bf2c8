/** Meters of serving, and the outcomes of requests. */
@NullMarked
package io.mtdnn.serving.meters;

import org.jspecify.annotations.NullMarked;
