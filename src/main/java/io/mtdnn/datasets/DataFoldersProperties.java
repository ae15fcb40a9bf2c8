package io.mtdnn.datasets;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Folders for data.
 *
 * @param dataDir folder with the official dataset files
 * @param cacheDir folder for encoded features; may be emptied at any time
 */
@Validated
@ConfigurationProperties("mtdnn")
record DataFoldersProperties(@DefaultValue("./data") Path dataDir, @DefaultValue("./data/cache") Path cacheDir) {

}
