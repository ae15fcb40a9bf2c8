package io.mtdnn.hub.downloads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.mtdnn.hub.HubDownload;
import io.mtdnn.hub.HubDownload.Status;
import io.mtdnn.hub.HubDownloads;
import io.mtdnn.hub.HubFile;
import io.mtdnn.hub.HubProblem;
import io.mtdnn.hub.HubOrder;
import io.mtdnn.hub.HubReference;
import io.mtdnn.threads.DaemonThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on a folder's downloads in the background. It checks the folder every few seconds
 * and takes over the downloads of processes that have ended.
 */
final class FolderDownloads implements HubDownloads {

	private static final Logger logger = LoggerFactory.getLogger(FolderDownloads.class);

	private static final int INTERVAL_SECONDS = 5;

	private final DownloadStore store;

	private final DownloadStart starts;

	private final DownloadWork work;

	private final Set<String> active = ConcurrentHashMap.newKeySet();

	private final ScheduledExecutorService looks;

	private final ExecutorService workers;

	FolderDownloads(DownloadStore store, DownloadStart starts, DownloadWork work, int parallel) {
		this.store = store;
		this.starts = starts;
		this.work = work;
		this.workers = Executors.newFixedThreadPool(parallel, new DaemonThreads("download"));
		this.looks = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("downloads"));
	}

	/** Continues the downloads that an earlier process has left. */
	FolderDownloads begin() {
		this.looks.scheduleWithFixedDelay(this::look, 0, INTERVAL_SECONDS, TimeUnit.SECONDS);
		return this;
	}

	@Override
	public HubDownload start(HubOrder order) {
		HubDownload accepted = progress(order.name(), this.starts.start(order));
		this.looks.execute(this::look);
		return accepted;
	}

	@Override
	public Optional<HubDownload> find(String name) {
		return this.store.read(name).map((download) -> progress(name, download));
	}

	@Override
	public List<HubDownload> list() {
		return this.store.names().stream().flatMap((name) -> find(name).stream()).toList();
	}

	private HubDownload progress(String name, StoredDownload download) {
		List<HubFile> files = download.snapshot().files();
		HubReference reference = download.snapshot().reference();
		HubProblem problem = this.store.problem(name, download)
			.map((stored) -> HubProblem.of(stored.type(), stored.message()))
			.orElse(null);
		return new HubDownload(name, (problem != null) ? Status.FAILED : Status.DOWNLOADING, reference.repository(),
				reference.revision(), download.snapshot().commit(),
				files.stream().mapToLong((file) -> this.store.bytes(name, file)).sum(), download.totalBytes(),
				(int) files.stream().filter((file) -> this.store.complete(name, file)).count(), files.size(),
				download.startedAt(), problem, download.order(name).note());
	}

	@Override
	public boolean cancel(String name) {
		try {
			return this.store.remove(name, null);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void look() {
		try {
			this.store.clean();
			this.store.names().stream().filter(this.active::add).forEach(this::submit);
		}
		catch (IOException | RuntimeException ex) {
			logger.error("Could not look for downloads to continue; retrying soon", ex);
		}
	}

	private void submit(String name) {
		try {
			this.workers.execute(() -> work(name));
		}
		catch (RejectedExecutionException ex) {
			this.active.remove(name);
		}
	}

	private void work(String name) {
		try {
			this.work.run(name);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (IOException | RuntimeException ex) {
			logger.error("Download of {} failed; retrying soon", name, ex);
		}
		finally {
			this.active.remove(name);
		}
	}

	@Override
	public void close() {
		this.looks.shutdownNow();
		this.workers.shutdownNow();
	}

}
