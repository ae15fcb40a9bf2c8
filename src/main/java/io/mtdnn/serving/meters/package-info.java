/** Measurements of serving and how requests end. */
package io.mtdnn.serving.meters;
