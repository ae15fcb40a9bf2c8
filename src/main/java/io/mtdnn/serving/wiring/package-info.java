/** Beans of serving. */
package io.mtdnn.serving.wiring;
