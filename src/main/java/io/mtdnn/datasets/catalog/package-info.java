/** The datasets that exist, the places of their files, and the wiring of the module. */
package io.mtdnn.datasets.catalog;
