/** The HTTP API of the training jobs. */
@NullMarked
package io.mtdnn.jobs.web;

import org.jspecify.annotations.NullMarked;
