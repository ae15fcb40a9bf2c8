package io.mtdnn.hub;

import java.nio.file.Path;

/** Opens folders for downloads. */
public interface HubDownloadFolders {

	/**
	 * Opens a folder and continues the downloads that it contains.
	 * @param setting the setting that names the folder, for messages
	 * @param folder where directories are received; state and unfinished files are in its
	 * sub-folder {@code .downloads}
	 */
	HubDownloads open(String setting, Path folder, HubReceiver receiver);

}
