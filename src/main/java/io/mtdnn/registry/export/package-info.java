/** Writes models as files for use elsewhere. */
@NullMarked
package io.mtdnn.registry.export;

import org.jspecify.annotations.NullMarked;
