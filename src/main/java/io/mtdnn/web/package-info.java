/**
 * The edge of the HTTP API: strict JSON, problem documents, bounds for requests and the
 * OpenAPI document.
 */
@ApplicationModule(allowedDependencies = { "observability", "task" })
package io.mtdnn.web;

import org.springframework.modulith.ApplicationModule;
