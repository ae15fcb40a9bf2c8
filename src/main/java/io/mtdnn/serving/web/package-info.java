/** The HTTP API of answers. */
package io.mtdnn.serving.web;
