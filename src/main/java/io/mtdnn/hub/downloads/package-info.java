/** Downloads in the background: their state on disk, threads and locks. */
@NullMarked
package io.mtdnn.hub.downloads;

import org.jspecify.annotations.NullMarked;
