/** Limits of requests, from the settings of serving. */
@NullMarked
package io.mtdnn.serving.limits;

import org.jspecify.annotations.NullMarked;
