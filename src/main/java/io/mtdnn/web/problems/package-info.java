/** Answers what no feature handled with a problem document. */
@NullMarked
package io.mtdnn.web.problems;

import org.jspecify.annotations.NullMarked;
