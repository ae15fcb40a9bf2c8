/**
 * The disk and the database that everything is kept in: commits that survive a power cut,
 * a store that is reopened after a failed write, a reserve of free space, and the health
 * of both.
 */
@ApplicationModule(allowedDependencies = { "files", "observability", "web" })
@NullMarked
package io.mtdnn.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
