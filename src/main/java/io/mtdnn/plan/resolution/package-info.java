/**
 * Converts requests to plans: fills in defaults and reports all faults.
 */
@NullMarked
package io.mtdnn.plan.resolution;

import org.jspecify.annotations.NullMarked;
