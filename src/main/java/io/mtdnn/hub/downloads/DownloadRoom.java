package io.mtdnn.hub.downloads;

import java.nio.file.Path;

import io.mtdnn.hub.HubException;
import io.mtdnn.storage.DiskReserve;
import io.mtdnn.web.ProblemType;

/** The disk space that downloads may use. */
final class DownloadRoom {

	private final DiskReserve reserve;

	private final String setting;

	private final Path folder;

	/**
	 * @param setting the setting that names the folder
	 */
	DownloadRoom(DiskReserve reserve, String setting, Path folder) {
		this.reserve = reserve;
		this.setting = setting;
		this.folder = folder;
	}

	/**
	 * Requires space for more bytes, besides the reserve.
	 * @throws HubException when there is too little
	 */
	void require(long bytes) {
		this.reserve.shortage(this.setting, this.folder, bytes).ifPresent((shortage) -> {
			throw new HubException(ProblemType.NO_SPACE, "The download does not fit: " + shortage.message());
		});
	}

	HubException full() {
		return new HubException(ProblemType.NO_SPACE, "The folder of " + this.setting
				+ " is full. Free some space and send the same request again to continue the download");
	}

}
