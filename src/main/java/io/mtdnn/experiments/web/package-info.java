/** Experiments and comparisons over HTTP. */
package io.mtdnn.experiments.web;
