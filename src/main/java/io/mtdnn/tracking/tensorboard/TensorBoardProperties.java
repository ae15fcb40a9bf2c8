package io.mtdnn.tracking.tensorboard;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Event files for TensorBoard.
 *
 * @param folder Folder for event files of runs, with a sub-folder per job. Empty to write
 * none.
 */
@ConfigurationProperties("mtdnn.tensorboard")
record TensorBoardProperties(@Nullable Path folder) {

}
