/** The HTTP API of datasets: lists, samples and uploads. */
package io.mtdnn.datasets.web;
