/** Studies and sets null thresholds. */
@NullMarked
package io.mtdnn.registry.thresholds;

import org.jspecify.annotations.NullMarked;
