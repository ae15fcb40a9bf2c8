/** How problems with a hub look over HTTP. */
@NullMarked
package io.mtdnn.hub.web;

import org.jspecify.annotations.NullMarked;
