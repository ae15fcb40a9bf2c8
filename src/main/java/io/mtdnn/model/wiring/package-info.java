/**
 * Wiring and settings of the models.
 */
@NullMarked
package io.mtdnn.model.wiring;

import org.jspecify.annotations.NullMarked;
