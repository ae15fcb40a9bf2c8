/** Experiments and comparisons over HTTP. */
@NullMarked
package io.mtdnn.experiments.web;

import org.jspecify.annotations.NullMarked;
