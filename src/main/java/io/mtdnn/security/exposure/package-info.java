/** Decides at startup whether callers need credentials. */
package io.mtdnn.security.exposure;
