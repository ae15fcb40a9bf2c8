/** Capsules and replays over HTTP. */
@NullMarked
package io.mtdnn.replays.web;

import org.jspecify.annotations.NullMarked;
