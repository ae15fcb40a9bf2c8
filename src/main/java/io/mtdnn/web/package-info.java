/**
 * Pages for people and the fallback that turns any error into problem details.
 */
@ApplicationModule(allowedDependencies = { "observability", "task" })
package io.mtdnn.web;

import org.springframework.modulith.ApplicationModule;
