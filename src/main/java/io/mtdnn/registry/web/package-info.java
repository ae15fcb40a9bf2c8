/** The HTTP API of models, aliases, exports and thresholds. */
@NullMarked
package io.mtdnn.registry.web;

import org.jspecify.annotations.NullMarked;
