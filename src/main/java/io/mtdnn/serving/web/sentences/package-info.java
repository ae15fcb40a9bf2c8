/**
 * The heads for sentences over HTTP, one class per kind of head: its route, and its
 * tensors in the Open Inference Protocol.
 */
package io.mtdnn.serving.web.sentences;
