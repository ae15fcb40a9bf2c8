/**
 * The foundation of the HTTP API: strict JSON, problem documents, limits for requests and
 * the OpenAPI document.
 */
@ApplicationModule(allowedDependencies = { "observability", "task" })
@NullMarked
package io.mtdnn.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
