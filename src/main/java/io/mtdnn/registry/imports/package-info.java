/** Imports models that were trained with transformers into the registry. */
@NullMarked
package io.mtdnn.registry.imports;

import org.jspecify.annotations.NullMarked;
