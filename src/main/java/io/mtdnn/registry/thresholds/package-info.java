/** Studies and sets null thresholds. */
package io.mtdnn.registry.thresholds;
