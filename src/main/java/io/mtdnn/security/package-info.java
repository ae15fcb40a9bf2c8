/**
 * Who may call what: API keys, scopes, rate limits, and the refusal to be open on a
 * public address.
 */
@ApplicationModule(allowedDependencies = { "files", "storage", "task", "web" })
package io.mtdnn.security;

import org.springframework.modulith.ApplicationModule;
