/**
 * Prepares submitted jobs for the queue: reads their data, and holds back jobs whose
 * group has reached its limit. Uses {@code queue}, {@code history} and {@code rows}; code
 * that submits jobs uses it. Whatever must be known or true before a job is queued
 * belongs here.
 */
@NullMarked
package io.mtdnn.jobs.preparation;

import org.jspecify.annotations.NullMarked;
