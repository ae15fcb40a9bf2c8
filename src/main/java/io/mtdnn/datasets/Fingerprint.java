package io.mtdnn.datasets;

/**
 * The content hash of a dataset file, computed without parsing the file.
 *
 * @param file the file's name
 * @param sha256 hash over its bytes, hexadecimal: that of {@link Dataset#sha256()} when
 * it is read
 */
public record Fingerprint(String file, String sha256) {

}
