/** The numbers of a run, by tag and step. */
@NullMarked
package io.mtdnn.tracking.scalars;

import org.jspecify.annotations.NullMarked;
