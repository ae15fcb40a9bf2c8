package io.mtdnn.pretrained;

/**
 * The origin of a downloaded encoder.
 *
 * @param repository the repository on the hub
 * @param revision the requested branch, tag or commit
 * @param commit the commit that was downloaded
 */
public record EncoderOrigin(String repository, String revision, String commit) {

}
