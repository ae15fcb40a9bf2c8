/**
 * Turns a request into a plan: defaults, and everything that keeps it from running.
 */
package io.mtdnn.plan.resolution;
