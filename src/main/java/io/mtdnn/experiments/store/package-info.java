/** Experiments and their runs in the database. */
package io.mtdnn.experiments.store;
