package io.mtdnn.pretrained.folder;

import java.util.List;
import java.util.Optional;

import io.mtdnn.hub.HubDownload;
import io.mtdnn.hub.HubDownloadFolders;
import io.mtdnn.hub.HubDownloads;
import io.mtdnn.hub.HubOrder;
import io.mtdnn.hub.HubReference;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.pretrained.EncoderDownloads;

/** Downloads into the folder of encoders; lists those that are not encoders yet. */
final class FolderEncoderDownloads implements EncoderDownloads, AutoCloseable {

	private static final String SETTING = "mtdnn.encoders-dir";

	private final EncoderFolder folder;

	private final HubDownloads downloads;

	FolderEncoderDownloads(EncoderFolder folder, ModelFactory models, HubDownloadFolders folders) {
		this.folder = folder;
		this.downloads = folders.open(SETTING, folder.root(), new EncoderReceiver(folder, models));
	}

	@Override
	public HubDownload start(String name, HubReference reference) {
		this.folder.requireName(name);
		return this.downloads.start(new HubOrder(name, reference, ""));
	}

	@Override
	public List<HubDownload> list() {
		return this.downloads.list().stream().filter((one) -> !this.folder.contains(one.name())).toList();
	}

	@Override
	public Optional<HubDownload> find(String name) {
		this.folder.requireName(name);
		return this.downloads.find(name).filter((one) -> !this.folder.contains(name));
	}

	@Override
	public boolean cancel(String name) {
		this.folder.requireName(name);
		return this.downloads.cancel(name);
	}

	@Override
	public void close() {
		this.downloads.close();
	}

}
