/** The HTTP API of the training jobs. */
package io.mtdnn.jobs.web;
