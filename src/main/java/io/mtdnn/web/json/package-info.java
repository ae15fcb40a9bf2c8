/** Binds the JSON of requests and finds every fault in it. */
@NullMarked
package io.mtdnn.web.json;

import org.jspecify.annotations.NullMarked;
