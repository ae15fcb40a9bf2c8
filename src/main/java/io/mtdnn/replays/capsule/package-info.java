/** Capsules: written from jobs, and compared with them. */
@NullMarked
package io.mtdnn.replays.capsule;

import org.jspecify.annotations.NullMarked;
