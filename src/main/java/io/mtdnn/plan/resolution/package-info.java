/**
 * Converts requests to plans: fills in defaults and reports all faults.
 */
package io.mtdnn.plan.resolution;
