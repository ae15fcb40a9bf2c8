/**
 * This process among others: its name, its roles and the machine it runs on.
 */
@ApplicationModule(allowedDependencies = {})
package io.mtdnn.node;

import org.springframework.modulith.ApplicationModule;
