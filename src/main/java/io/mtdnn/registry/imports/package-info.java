/** Models that were trained with transformers, on their way into the registry. */
@NullMarked
package io.mtdnn.registry.imports;

import org.jspecify.annotations.NullMarked;
