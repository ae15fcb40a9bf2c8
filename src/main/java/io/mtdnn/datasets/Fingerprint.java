package io.mtdnn.datasets;

/**
 * What a dataset file holds, without reading it as a dataset.
 *
 * @param file the file's name
 * @param sha256 hash over its bytes, hexadecimal: that of {@link Dataset#sha256()} when
 * it is read
 */
public record Fingerprint(String file, String sha256) {

}
