/** Limits of requests, from the settings of serving. */
package io.mtdnn.serving.limits;
