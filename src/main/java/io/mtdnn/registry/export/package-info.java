/** Writes models as files for use elsewhere. */
package io.mtdnn.registry.export;
