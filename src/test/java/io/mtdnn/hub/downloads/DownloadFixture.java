package io.mtdnn.hub.downloads;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;

import io.mtdnn.hub.Hub;
import io.mtdnn.hub.HubOrder;
import io.mtdnn.hub.HubReceiver;
import io.mtdnn.hub.HubSnapshot;
import io.mtdnn.hub.client.TestHub;
import io.mtdnn.storage.DiskReserve;
import org.springframework.util.unit.DataSize;

/** Downloads of directories with two files into a folder. */
final class DownloadFixture {

	static final String CONFIG = "config.json";

	static final String WEIGHTS = "model.safetensors";

	private DownloadFixture() {
	}

	/** Downloads that work in the background. */
	static FolderDownloads open(URI endpoint, Path folder) {
		return downloads(endpoint, folder, DiskReserve.NONE, DataSize.ofGigabytes(1)).begin();
	}

	/** Downloads that do not run. */
	static FolderDownloads downloads(URI endpoint, Path folder, DiskReserve reserve, DataSize size) {
		return downloads(TestHub.of(endpoint), folder, reserve, size);
	}

	/** Downloads from any hub that do not run. */
	static FolderDownloads downloads(Hub hub, Path folder, DiskReserve reserve, DataSize size) {
		DownloadStore store = new DownloadStore(folder, Clock.systemUTC());
		Receiver receiver = new Receiver(folder);
		DownloadRoom room = new DownloadRoom(reserve, "mtdnn.encoders-dir", folder);
		return new FolderDownloads(store,
				new DownloadStart(hub, store, receiver, room, new DownloadStart.Bounds(size, 2), Clock.systemUTC()),
				new DownloadWork(hub, store, receiver, room), 2);
	}

	/** Accepts directories whose configuration does not begin with "bad". */
	private record Receiver(Path folder) implements HubReceiver {

		@Override
		public List<String> first() {
			return List.of(CONFIG, "absent.json");
		}

		@Override
		public List<String> others(HubOrder order, Path directory, Set<String> available) {
			try {
				if (Files.readString(directory.resolve(CONFIG)).startsWith("bad")) {
					throw new IllegalArgumentException("its configuration is bad");
				}
			}
			catch (IOException ex) {
				throw new IllegalArgumentException("it has no configuration", ex);
			}
			return List.of(WEIGHTS);
		}

		@Override
		public boolean contains(String name) {
			return Files.exists(this.folder.resolve(name));
		}

		@Override
		public void receive(HubOrder order, Path directory, HubSnapshot origin) throws IOException {
			if (Files.size(directory.resolve(WEIGHTS)) == 13) {
				throw new IllegalArgumentException("its weights bring bad luck");
			}
			Files.move(directory, this.folder.resolve(order.name()));
		}

	}

}
