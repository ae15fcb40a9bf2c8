/**
 * The disk and the database: commits that survive a power failure, reopening the database
 * after a failed write, a reserve of free space, and the health of both.
 */
@ApplicationModule(allowedDependencies = { "files", "threads", "observability", "web" })
@NullMarked
package io.mtdnn.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
