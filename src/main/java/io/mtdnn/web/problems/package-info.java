/** Responds to errors that no feature handles with a problem document. */
@NullMarked
package io.mtdnn.web.problems;

import org.jspecify.annotations.NullMarked;
