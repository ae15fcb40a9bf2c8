/**
 * Datasets that were sent over HTTP, in the artifact store, where every node finds them:
 * {@code datasets/<name>/definition}, {@code datasets/<name>/train} and
 * {@code datasets/<name>/evaluation}.
 */
package io.mtdnn.datasets.uploads;
