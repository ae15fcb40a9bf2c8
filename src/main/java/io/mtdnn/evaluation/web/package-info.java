/** The HTTP API of the official evaluator. */
package io.mtdnn.evaluation.web;
