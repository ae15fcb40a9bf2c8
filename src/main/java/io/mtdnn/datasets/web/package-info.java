/** The HTTP API of datasets: lists, samples and uploads. */
@NullMarked
package io.mtdnn.datasets.web;

import org.jspecify.annotations.NullMarked;
