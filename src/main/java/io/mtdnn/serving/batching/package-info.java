/**
 * Requests of many clients through one model: a bounded queue of input rows and the
 * threads that empty it.
 */
@NullMarked
package io.mtdnn.serving.batching;

import org.jspecify.annotations.NullMarked;
