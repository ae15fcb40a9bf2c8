/**
 * Uploaded datasets in the artifact store, which every node can access: {@code
 * datasets/<name>/definition}, {@code datasets/<name>/train} and {@code
 * datasets/<name>/evaluation}.
 */
@NullMarked
package io.mtdnn.datasets.uploads;

import org.jspecify.annotations.NullMarked;
