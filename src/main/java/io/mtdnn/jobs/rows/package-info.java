/**
 * The rows of jobs and attempts, and the form of stored values: JSON that later versions
 * can read, text that every database can store. Uses only the API of the module;
 * everything else in the module may use it. A new column, or a rule about when a job may
 * change, belongs here.
 */
@NullMarked
package io.mtdnn.jobs.rows;

import org.jspecify.annotations.NullMarked;
