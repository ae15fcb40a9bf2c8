/** Answers what no feature handled with a problem document. */
package io.mtdnn.web.problems;
