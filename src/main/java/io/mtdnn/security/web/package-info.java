/** The HTTP API of the keys. */
package io.mtdnn.security.web;
