/** Bounds the size, the pace and the memory of request bodies. */
package io.mtdnn.web.body;
