/**
 * The rows of jobs and attempts, and how values are stored in them: JSON that later
 * versions can read, text that every database can hold. Uses the API of the module only;
 * everything else in the module may use it. A new column, or a rule about when a job may
 * change, belongs here.
 */
package io.mtdnn.jobs.rows;
