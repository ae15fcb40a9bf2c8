/**
 * The identity of this process in the cluster: its name, its roles and the machine it
 * runs on; and the list of all nodes.
 */
@ApplicationModule(allowedDependencies = { "threads", "observability" })
@NullMarked
package io.mtdnn.node;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
