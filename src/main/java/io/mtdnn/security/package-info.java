/**
 * Controls who may call what: API keys, scopes, rate limits, and no open service on a
 * public address.
 */
@ApplicationModule(allowedDependencies = { "files", "storage", "task", "web" })
@NullMarked
package io.mtdnn.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
