/** Beans of serving. */
@NullMarked
package io.mtdnn.serving.wiring;

import org.jspecify.annotations.NullMarked;
