/** The HTTP API of models, aliases, exports and thresholds. */
package io.mtdnn.registry.web;
