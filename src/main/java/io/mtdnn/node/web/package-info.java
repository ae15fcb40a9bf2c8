/** The nodes over HTTP. */
@NullMarked
package io.mtdnn.node.web;

import org.jspecify.annotations.NullMarked;
