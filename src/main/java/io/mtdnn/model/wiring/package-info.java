/**
 * Wiring and settings of the models.
 */
package io.mtdnn.model.wiring;
