/** The HTTP API of the official evaluator. */
@NullMarked
package io.mtdnn.evaluation.web;

import org.jspecify.annotations.NullMarked;
