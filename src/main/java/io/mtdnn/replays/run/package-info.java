/** Replays: the jobs that repeat a capsule. */
@NullMarked
package io.mtdnn.replays.run;

import org.jspecify.annotations.NullMarked;
