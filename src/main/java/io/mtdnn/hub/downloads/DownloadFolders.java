package io.mtdnn.hub.downloads;

import java.nio.file.Path;
import java.time.Clock;

import io.mtdnn.hub.Hub;
import io.mtdnn.hub.HubDownloadFolders;
import io.mtdnn.hub.HubDownloads;
import io.mtdnn.hub.HubReceiver;
import io.mtdnn.hub.client.HubProperties;
import io.mtdnn.storage.DiskReserve;
import org.springframework.stereotype.Component;

/** Opens folders with the limits in the settings. */
@Component
class DownloadFolders implements HubDownloadFolders {

	private final Hub hub;

	private final HubProperties properties;

	private final DiskReserve reserve;

	private final Clock clock;

	DownloadFolders(Hub hub, HubProperties properties, DiskReserve reserve, Clock clock) {
		this.hub = hub;
		this.properties = properties;
		this.reserve = reserve;
		this.clock = clock;
	}

	@Override
	public HubDownloads open(String setting, Path folder, HubReceiver receiver) {
		DownloadStore store = new DownloadStore(folder, this.clock);
		DownloadRoom room = new DownloadRoom(this.reserve, setting, folder);
		DownloadStart.Bounds bounds = new DownloadStart.Bounds(this.properties.maxSize(), this.properties.waiting());
		return new FolderDownloads(store, new DownloadStart(this.hub, store, receiver, room, bounds, this.clock),
				new DownloadWork(this.hub, store, receiver, room), this.properties.parallel())
			.begin();
	}

}
