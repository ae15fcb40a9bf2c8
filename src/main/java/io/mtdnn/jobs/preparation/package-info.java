/**
 * Brings submitted jobs to the queue: reads their data, and holds back those whose group
 * runs as many as it may. Uses {@code queue}, {@code history} and {@code rows}; whoever
 * submits jobs uses it. What must be known or true before a job may be queued belongs
 * here.
 */
package io.mtdnn.jobs.preparation;
