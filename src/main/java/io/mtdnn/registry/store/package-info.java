/** Rows of models and aliases, and the models' files. */
package io.mtdnn.registry.store;
