/** Models in memory: which one a request means, loading, eviction. */
package io.mtdnn.serving.loading;
