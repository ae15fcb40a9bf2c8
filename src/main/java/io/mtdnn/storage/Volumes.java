package io.mtdnn.storage;

import java.nio.file.Path;

/** Determines the space of the volume that a folder is on. */
@FunctionalInterface
public interface Volumes {

	Volume of(Path folder);

}
