/** Replays in the database. */
@NullMarked
package io.mtdnn.replays.store;

import org.jspecify.annotations.NullMarked;
