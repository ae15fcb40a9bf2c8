package io.mtdnn.registry.imports;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import io.mtdnn.hub.HubDownload;
import io.mtdnn.hub.HubDownloads;
import io.mtdnn.hub.HubOrder;
import io.mtdnn.hub.HubReceiver;
import io.mtdnn.hub.HubReference;

/** Imports models from a hub in the background. */
public final class ModelDownloads implements AutoCloseable {

	private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

	private final HubDownloads downloads;

	private final HubReceiver receiver;

	ModelDownloads(HubDownloads downloads, HubReceiver receiver) {
		this.downloads = downloads;
		this.receiver = receiver;
	}

	/**
	 * Starts an import, after the repository, its configuration and the labels have been
	 * checked. The same request as one under way changes nothing, and continues one that
	 * has failed.
	 * @throws InvalidImportException when the request is invalid
	 * @throws io.mtdnn.hub.HubException when the hub does not have the model, or it
	 * cannot be imported
	 */
	public ModelDownload start(ImportRequest request) {
		HubReference reference = ImportChecks.repository(request);
		String note = ImportNote.of(request);
		String id = pending().stream()
			.filter((one) -> one.note().equals(note))
			.map(HubDownload::name)
			.findFirst()
			.orElseGet(() -> UUID.randomUUID().toString());
		return ModelDownload.of(this.downloads.start(new HubOrder(id, reference, note)));
	}

	/** Imports under way or failed. */
	public List<ModelDownload> list() {
		return pending().stream().map(ModelDownload::of).toList();
	}

	/** An import under way or failed. */
	public Optional<ModelDownload> find(String id) {
		return pending().stream().filter((one) -> one.name().equals(id)).findFirst().map(ModelDownload::of);
	}

	/** A download is listed for a moment after its model has been registered. */
	private List<HubDownload> pending() {
		return this.downloads.list().stream().filter((one) -> !this.receiver.contains(one.name())).toList();
	}

	/**
	 * Cancels an import and deletes what it has stored.
	 * @return false if there is none
	 */
	public boolean cancel(String id) {
		return ID.matcher(id).matches() && this.downloads.cancel(id);
	}

	@Override
	public void close() {
		this.downloads.close();
	}

}
