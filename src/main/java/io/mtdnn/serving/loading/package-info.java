/** The models in memory: resolving references to models, loading, and eviction. */
@NullMarked
package io.mtdnn.serving.loading;

import org.jspecify.annotations.NullMarked;
