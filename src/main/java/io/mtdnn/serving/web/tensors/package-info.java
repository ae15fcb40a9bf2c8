/** The Open Inference Protocol, version 2. */
package io.mtdnn.serving.web.tensors;
