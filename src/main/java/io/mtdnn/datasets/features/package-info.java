/**
 * Examples to training items: word pieces, windows and targets, packed, and kept on disk
 * by the hash of all that they depend on.
 */
package io.mtdnn.datasets.features;
