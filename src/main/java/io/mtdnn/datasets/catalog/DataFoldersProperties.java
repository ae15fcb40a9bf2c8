package io.mtdnn.datasets.catalog;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Folders for data.
 *
 * @param dataDir Folder with the official dataset files.
 * @param cacheDir Folder for encoded data, which may be removed at any time. Its
 * sub-folder engine/ stores the choice of matrix kernel; without it the kernel is chosen
 * again, and the last bits of results can differ.
 */
@Validated
@ConfigurationProperties("mtdnn")
record DataFoldersProperties(@DefaultValue("./data") Path dataDir, @DefaultValue("./data/cache") Path cacheDir) {

}
