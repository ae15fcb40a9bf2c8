/**
 * The heads for sentences over HTTP, one class per kind of head: its route, and its
 * tensors in the Open Inference Protocol.
 */
@NullMarked
package io.mtdnn.serving.web.sentences;

import org.jspecify.annotations.NullMarked;
