/** Models in memory: which one a request means, loading, eviction. */
@NullMarked
package io.mtdnn.serving.loading;

import org.jspecify.annotations.NullMarked;
