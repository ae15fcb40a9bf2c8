/**
 * Micro-batching: a bounded queue of input rows of many requests, and the threads that
 * run the models on them.
 */
@NullMarked
package io.mtdnn.serving.batching;

import org.jspecify.annotations.NullMarked;
