package io.mtdnn.hub;

/**
 * A directory to download.
 *
 * @param name its name, unique among the downloads of a folder
 * @param reference where it is
 * @param note what its receiver has to know about it, kept until the download has ended;
 * "" for nothing
 */
public record HubOrder(String name, HubReference reference, String note) {

}
