/** Datasets over HTTP: what there is, what a model sees of it, and uploads. */
package io.mtdnn.datasets.web;
