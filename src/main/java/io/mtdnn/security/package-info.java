/**
 * Access control: API keys, scopes, rate limits, and a check at startup that the service
 * is not open on a public address by accident.
 */
@ApplicationModule(allowedDependencies = { "files", "storage", "task", "web" })
@NullMarked
package io.mtdnn.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
