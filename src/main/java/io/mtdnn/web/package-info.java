/**
 * The edge of the HTTP API: strict JSON, problem documents, bounds for requests and the
 * OpenAPI document.
 */
@ApplicationModule(allowedDependencies = { "observability", "task" })
@NullMarked
package io.mtdnn.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
