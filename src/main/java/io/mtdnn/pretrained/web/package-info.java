/** The HTTP API of pretrained encoders. */
package io.mtdnn.pretrained.web;
