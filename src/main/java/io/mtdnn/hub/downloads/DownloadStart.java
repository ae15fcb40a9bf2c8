package io.mtdnn.hub.downloads;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

import io.mtdnn.files.FullDisk;
import io.mtdnn.files.Trees;
import io.mtdnn.hub.Hub;
import io.mtdnn.hub.HubException;
import io.mtdnn.hub.HubFile;
import io.mtdnn.hub.HubOrder;
import io.mtdnn.hub.HubReceiver;
import io.mtdnn.hub.HubReference;
import io.mtdnn.hub.HubSnapshot;
import io.mtdnn.web.ProblemType;
import org.springframework.util.unit.DataSize;

/**
 * Accepts downloads: queries the hub, checks the small files, and stores the rest as
 * work.
 */
final class DownloadStart {

	/** Time that a request may take. */
	private static final Duration LONGEST = Duration.ofSeconds(30);

	private final Hub hub;

	private final DownloadStore store;

	private final HubReceiver receiver;

	private final DownloadRoom room;

	private final Bounds bounds;

	private final Clock clock;

	DownloadStart(Hub hub, DownloadStore store, HubReceiver receiver, DownloadRoom room, Bounds bounds, Clock clock) {
		this.hub = hub;
		this.store = store;
		this.receiver = receiver;
		this.room = room;
		this.bounds = bounds;
		this.clock = clock;
	}

	/** Starts a download, unless the same one is under way. */
	StoredDownload start(HubOrder order) {
		String name = order.name();
		HubReference reference = order.reference();
		Optional<StoredDownload> known = underWay(name, reference);
		if (known.isPresent()) {
			return known.get();
		}
		if (this.receiver.contains(name)) {
			throw conflict("The name '" + name + "' is taken; choose another name");
		}
		if (this.store.names().stream().filter(this::pending).count() >= this.bounds.waiting()) {
			throw new HubException(ProblemType.BUSY, this.bounds.waiting()
					+ " downloads are under way (mtdnn.hub.waiting). Retry when one of them has ended.");
		}
		try {
			return stage(order, this.hub.snapshot(reference));
		}
		catch (IOException | UncheckedIOException ex) {
			if (FullDisk.caused(ex)) {
				throw this.room.full();
			}
			throw new IllegalStateException("The download of " + reference + " cannot be stored", ex);
		}
	}

	/** The download of that name that has not failed. */
	private Optional<StoredDownload> underWay(String name, HubReference reference) {
		Optional<StoredDownload> known = this.store.read(name)
			.filter((download) -> this.store.problem(name, download).isEmpty());
		known.map((download) -> download.snapshot().reference())
			.filter((other) -> !other.equals(reference))
			.ifPresent((other) -> {
				throw conflict(
						"The name '" + name + "' is taken by the download of " + other + "; choose another name");
			});
		return known;
	}

	private boolean pending(String name) {
		return this.store.read(name).filter((download) -> this.store.problem(name, download).isEmpty()).isPresent();
	}

	private StoredDownload stage(HubOrder order, HubSnapshot all) throws IOException {
		String name = order.name();
		Path staged = this.store.stage();
		try {
			HubSnapshot wanted = wanted(order, all, staged);
			requireSize(wanted);
			this.store.read(name)
				.filter((known) -> this.store.problem(name, known).isPresent())
				.ifPresent((failed) -> removeFailed(name, failed, all, staged));
			StoredDownload download = new StoredDownload(UUID.randomUUID().toString(), wanted, this.clock.instant(),
					order.note());
			return this.store.publish(staged, name, download) ? download : underWay(name, all.reference())
				.orElseThrow(() -> conflict("The name '" + name + "' was taken at the same time; retry"));
		}
		finally {
			Trees.deleteQuietly(Objects.requireNonNull(staged.getParent()));
		}
	}

	/** Fetches the small files and decides which others are needed. */
	private HubSnapshot wanted(HubOrder order, HubSnapshot all, Path directory) throws IOException {
		Set<String> names = new LinkedHashSet<>();
		for (String name : this.receiver.first()) {
			all.file(name).ifPresent((file) -> {
				fetch(all.with(List.of(file)), file, directory);
				names.add(name);
			});
		}
		Set<String> available = all.files().stream().map(HubFile::path).collect(Collectors.toSet());
		try {
			names.addAll(this.receiver.others(order, directory, available));
		}
		catch (HubException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw HubException.impossible(all.reference().repository() + " cannot be used: " + ex.getMessage(), "hub");
		}
		return all.with(names.stream().map((name) -> file(all, name)).toList());
	}

	private static HubFile file(HubSnapshot all, String name) {
		return all.file(name)
			.orElseThrow(() -> HubException
				.impossible(all.reference().repository() + " cannot be used: it lacks the file " + name, "hub"));
	}

	private void fetch(HubSnapshot snapshot, HubFile file, Path directory) {
		requireSize(snapshot);
		Instant end = this.clock.instant().plus(LONGEST);
		try {
			this.hub.fetch(snapshot, file, directory, () -> this.clock.instant().isAfter(end));
		}
		catch (CancellationException ex) {
			throw HubException
				.unavailable("The hub did not send " + file.path() + " within " + LONGEST.toSeconds() + " s", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw HubException.unavailable("The service is shutting down", ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void requireSize(HubSnapshot snapshot) {
		long bytes = snapshot.totalBytes();
		if (bytes > this.bounds.size().toBytes()) {
			throw HubException.impossible("The files of %s have %d bytes; at most %d are allowed (mtdnn.hub.max-size)"
				.formatted(snapshot.reference().repository(), bytes, this.bounds.size().toBytes()), "hub");
		}
		this.room.require(bytes);
	}

	/** Continues a failed download of the same commit from its stored files. */
	private void removeFailed(String name, StoredDownload failed, HubSnapshot all, Path staged) {
		boolean same = failed.snapshot().commit().equals(all.commit())
				&& failed.snapshot().reference().repository().equals(all.reference().repository());
		try {
			this.store.remove(name, same ? staged : null);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static HubException conflict(String message) {
		return new HubException(ProblemType.DOWNLOAD_CONFLICT, message, "name", null);
	}

	/**
	 * Limits.
	 *
	 * @param size maximum size of a download
	 * @param waiting maximum number of downloads that are under way
	 */
	record Bounds(DataSize size, int waiting) {

	}

}
