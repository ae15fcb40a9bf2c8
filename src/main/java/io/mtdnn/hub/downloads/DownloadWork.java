package io.mtdnn.hub.downloads;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;

import io.mtdnn.files.FullDisk;
import io.mtdnn.hub.Hub;
import io.mtdnn.hub.HubException;
import io.mtdnn.hub.HubFile;
import io.mtdnn.hub.HubReceiver;
import io.mtdnn.web.ProblemType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out a download from its current state. */
final class DownloadWork {

	private static final Logger logger = LoggerFactory.getLogger(DownloadWork.class);

	/** Blocks of 64 KB after which it is checked whether a download is still wanted. */
	private static final int BLOCKS = 16;

	private final Hub hub;

	private final DownloadStore store;

	private final HubReceiver receiver;

	private final DownloadRoom room;

	DownloadWork(Hub hub, DownloadStore store, HubReceiver receiver, DownloadRoom room) {
		this.hub = hub;
		this.store = store;
		this.receiver = receiver;
		this.room = room;
	}

	/** Returns when the download has ended or another worker has taken it over. */
	void run(String name) throws IOException, InterruptedException {
		try (DownloadLock lock = DownloadLock.tryOpen(this.store.lock(name))) {
			StoredDownload download = (lock != null) ? this.store.read(name).orElse(null) : null;
			if (download != null && this.store.problem(name, download).isEmpty()) {
				attempt(name, download);
			}
		}
	}

	private void attempt(String name, StoredDownload download) throws IOException, InterruptedException {
		try {
			if (!this.receiver.contains(name)) {
				fetch(name, download);
				receive(name, download);
				logger.info("Downloaded {} from {}, commit {}", name, download.snapshot().reference(),
						download.snapshot().commit());
			}
			this.store.remove(name, null);
		}
		catch (CancellationException ex) {
			logger.info("Download of {} was cancelled", name);
		}
		catch (HubException ex) {
			fail(name, download, ex);
		}
		catch (IOException ex) {
			// A cancelled download's files have been removed.
			if (this.store.exists(name, download)) {
				fail(name, download, problem(ex));
			}
		}
	}

	private void fetch(String name, StoredDownload download) throws IOException, InterruptedException {
		Path directory = this.store.files(name);
		int[] blocks = new int[1];
		for (HubFile file : download.snapshot().files()) {
			this.room.require(file.size() - this.store.bytes(name, file));
			this.hub.fetch(download.snapshot(), file, directory,
					() -> blocks[0]++ % BLOCKS == 0 && !this.store.exists(name, download));
		}
		if (!this.store.exists(name, download)) {
			throw new CancellationException("the download was cancelled");
		}
	}

	private void receive(String name, StoredDownload download) throws IOException {
		try {
			this.receiver.receive(download.order(name), this.store.files(name), download.snapshot());
		}
		catch (HubException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw HubException.impossible(String.valueOf(ex.getMessage()), "hub");
		}
	}

	private void fail(String name, StoredDownload download, HubException ex) throws IOException {
		if (this.store.exists(name, download)) {
			logger.warn("Download of {} from {} failed: {}", name, download.snapshot().reference(), ex.getMessage());
			this.store.fail(name, new StoredProblem(download.id(), ex.type(), String.valueOf(ex.getMessage())));
		}
	}

	private HubException problem(IOException ex) {
		if (FullDisk.caused(ex)) {
			return this.room.full();
		}
		logger.error("A download could not be written", ex);
		return new HubException(ProblemType.INTERNAL_ERROR,
				"The service cannot write the files; its log contains the cause");
	}

}
