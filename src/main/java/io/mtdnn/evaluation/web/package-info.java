/** The official evaluator over HTTP. */
package io.mtdnn.evaluation.web;
