/** Measurements of serving and how requests end. */
@NullMarked
package io.mtdnn.serving.meters;

import org.jspecify.annotations.NullMarked;
