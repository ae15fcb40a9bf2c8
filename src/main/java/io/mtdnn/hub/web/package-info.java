/** The problem documents of the hub. */
@NullMarked
package io.mtdnn.hub.web;

import org.jspecify.annotations.NullMarked;
