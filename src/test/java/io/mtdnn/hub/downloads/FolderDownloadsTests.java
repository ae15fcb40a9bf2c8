package io.mtdnn.hub.downloads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import io.mtdnn.Patience;
import io.mtdnn.hub.Faults;
import io.mtdnn.hub.Hub;
import io.mtdnn.hub.HubDownload;
import io.mtdnn.hub.HubException;
import io.mtdnn.hub.HubFile;
import io.mtdnn.hub.HubOrder;
import io.mtdnn.hub.HubReference;
import io.mtdnn.hub.HubServer;
import io.mtdnn.hub.HubSnapshot;
import io.mtdnn.hub.client.TestHub;
import io.mtdnn.storage.DiskReserve;
import io.mtdnn.storage.SmallDisk;
import io.mtdnn.web.ProblemType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Downloads in the background from a server on this machine. */
class FolderDownloadsTests {

	private static final HubReference REFERENCE = HubReference.of("a/tiny", null);

	private static final int SIZE = 1_000_000;

	private static final int HALF = SIZE / 2;

	private final byte[] weights = new byte[SIZE];

	private HubServer server;

	@TempDir
	private Path folder;

	@BeforeEach
	void serve() throws IOException {
		new Random(5).nextBytes(this.weights);
		this.server = new HubServer().put("a/tiny", DownloadFixture.CONFIG, "{}".getBytes())
			.put("a/tiny", DownloadFixture.WEIGHTS, this.weights)
			.put("a/bad", DownloadFixture.CONFIG, "bad".getBytes())
			.put("a/unlucky", DownloadFixture.CONFIG, "{}".getBytes())
			.put("a/unlucky", DownloadFixture.WEIGHTS, new byte[13]);
	}

	@AfterEach
	void stop() {
		this.server.close();
		// A worker that still ends would disturb the removal of the folder.
		Patience.await().until(this::isIdle);
	}

	private boolean isIdle() throws IOException {
		Path downloads = this.folder.resolve(".downloads");
		if (!Files.exists(downloads)) {
			return true;
		}
		try (Stream<Path> files = Files.list(downloads)) {
			for (Path file : files.filter((one) -> one.getFileName().toString().endsWith(".lock")).toList()) {
				try (DownloadLock lock = DownloadLock.tryOpen(file)) {
					if (lock == null) {
						return false;
					}
				}
			}
		}
		return true;
	}

	@Test
	void aDownloadIsCompleted() {
		Faults faults = this.server.faults(DownloadFixture.WEIGHTS).cut(0, 1).hold();
		try (FolderDownloads downloads = open()) {
			HubDownload accepted = downloads.start(new HubOrder("tiny", REFERENCE, ""));
			assertThat(accepted).returns(HubDownload.Status.DOWNLOADING, HubDownload::status)
				.returns(2L, HubDownload::bytes)
				.returns(SIZE + 2L, HubDownload::totalBytes)
				.returns(1, HubDownload::files)
				.returns(2, HubDownload::totalFiles)
				.returns(HubServer.COMMIT, HubDownload::commit);
			faults.open();
			awaitReceived("tiny");
			Patience.await().until(() -> downloads.list().isEmpty());
		}
	}

	@Test
	void progressIsVisibleToEveryProcessThatUsesTheFolder() {
		this.server.faults(DownloadFixture.WEIGHTS).cut(HALF, 1).hold();
		try (FolderDownloads downloads = open(); FolderDownloads other = observing()) {
			downloads.start(new HubOrder("tiny", REFERENCE, ""));
			Patience.await().until(() -> other.find("tiny").orElseThrow().bytes() == HALF + 2);
			assertThat(other.list()).extracting(HubDownload::status).containsExactly(HubDownload.Status.DOWNLOADING);
			this.server.mend();
		}
	}

	@Test
	void theSameRequestChangesNothingAndAnotherOneIsAConflict() {
		this.server.faults(DownloadFixture.WEIGHTS).cut(0, 9).hold();
		try (FolderDownloads downloads = open()) {
			HubDownload first = downloads.start(new HubOrder("tiny", REFERENCE, ""));
			assertThat(downloads.start(new HubOrder("tiny", REFERENCE, ""))).isEqualTo(first);
			assertThatExceptionOfType(HubException.class)
				.isThrownBy(() -> downloads.start(new HubOrder("tiny", HubReference.of("a/unlucky", null), "")))
				.withMessage("The name 'tiny' is taken by the download of a/tiny@main; choose another name")
				.returns(ProblemType.DOWNLOAD_CONFLICT, HubException::type);
		}
	}

	@Test
	void aDownloadThatBeginsDuringAnotherRequestForItsNameIsKept() {
		this.server.faults(DownloadFixture.WEIGHTS).cut(0, 9).hold();
		try (FolderDownloads downloads = open()) {
			Hub hub = new InterleavedHub(TestHub.of(this.server.endpoint()),
					() -> downloads.start(new HubOrder("tiny", REFERENCE, "")));
			try (FolderDownloads late = DownloadFixture.downloads(hub, this.folder, DiskReserve.NONE,
					DataSize.ofGigabytes(1))) {
				assertThatExceptionOfType(HubException.class)
					.isThrownBy(() -> late.start(new HubOrder("tiny", HubReference.of("a/unlucky", null), "")))
					.returns(ProblemType.DOWNLOAD_CONFLICT, HubException::type);
			}
			assertThat(downloads.find("tiny").orElseThrow().hub()).isEqualTo(REFERENCE.repository());
		}
	}

	@Test
	void aTakenNameIsAConflict() throws IOException {
		Files.createDirectory(this.folder.resolve("tiny"));
		try (FolderDownloads downloads = open()) {
			assertThatExceptionOfType(HubException.class)
				.isThrownBy(() -> downloads.start(new HubOrder("tiny", REFERENCE, "")))
				.returns(ProblemType.DOWNLOAD_CONFLICT, HubException::type);
		}
	}

	@Test
	void concurrentDownloadsAreLimited() {
		this.server.faults(DownloadFixture.WEIGHTS).cut(0, 9).hold();
		try (FolderDownloads downloads = open()) {
			downloads.start(new HubOrder("one", REFERENCE, ""));
			downloads.start(new HubOrder("two", REFERENCE, ""));
			assertThatExceptionOfType(HubException.class)
				.isThrownBy(() -> downloads.start(new HubOrder("three", REFERENCE, "")))
				.withMessageStartingWith("2 downloads are under way (mtdnn.hub.waiting)")
				.returns(ProblemType.BUSY, HubException::type);
		}
	}

	@Test
	void anUnusableRepositoryIsRejectedBeforeItsWeightsAndLeavesNothing() throws IOException {
		try (FolderDownloads downloads = open()) {
			assertThatExceptionOfType(HubException.class)
				.isThrownBy(() -> downloads.start(new HubOrder("bad", HubReference.of("a/bad", null), "")))
				.withMessage("a/bad cannot be used: its configuration is bad")
				.returns(ProblemType.DOWNLOAD_IMPOSSIBLE, HubException::type);
			assertThat(downloads.list()).isEmpty();
			assertThat(left()).isEmpty();
		}
	}

	@Test
	void aDownloadRejectedAfterItsWeightsIsListedUntilItIsCancelled() throws IOException {
		try (FolderDownloads downloads = open()) {
			downloads.start(new HubOrder("unlucky", HubReference.of("a/unlucky", null), ""));
			Patience.await().until(() -> downloads.find("unlucky").orElseThrow().status() == HubDownload.Status.FAILED);
			assertThat(downloads.find("unlucky").orElseThrow().problem()).isNotNull()
				.returns("/problems/download-impossible", (problem) -> problem.type())
				.returns("its weights bring bad luck", (problem) -> problem.detail());
			assertThat(this.folder.resolve("unlucky")).doesNotExist();
			assertThat(downloads.cancel("unlucky")).isTrue();
			assertThat(downloads.cancel("unlucky")).isFalse();
			assertThat(left()).isEmpty();
		}
	}

	@Test
	void aFailedDownloadContinuesWhenItIsRequestedAgain() throws IOException {
		this.server.faults(DownloadFixture.WEIGHTS).cut(HALF, 1).hold();
		try (FolderDownloads downloads = open()) {
			downloads.start(new HubOrder("tiny", REFERENCE, ""));
			Patience.await().until(() -> downloads.find("tiny").orElseThrow().bytes() == HALF + 2);
			this.server.faults(DownloadFixture.WEIGHTS).status(503).open();
			Patience.await().until(() -> downloads.find("tiny").orElseThrow().status() == HubDownload.Status.FAILED);
			assertThat(downloads.find("tiny").orElseThrow().bytes()).isEqualTo(HALF + 2);
			this.server.mend();
			assertThat(downloads.start(new HubOrder("tiny", REFERENCE, "")).bytes()).isEqualTo(HALF + 2);
			awaitReceived("tiny");
		}
		assertThat(this.server.requests()).last().asString().endsWith(" bytes=" + HALF + "-");
	}

	@Test
	void aCancelledDownloadLeavesNothing() throws IOException {
		this.server.faults(DownloadFixture.WEIGHTS).cut(HALF, 1).hold();
		try (FolderDownloads downloads = open(); FolderDownloads other = observing()) {
			downloads.start(new HubOrder("tiny", REFERENCE, ""));
			Patience.await().until(() -> downloads.find("tiny").orElseThrow().bytes() == HALF + 2);
			assertThat(other.cancel("tiny")).isTrue();
			this.server.mend();
			assertThat(downloads.list()).isEmpty();
			Patience.await().until(() -> left().isEmpty());
			assertThat(this.folder.resolve("tiny")).doesNotExist();
		}
	}

	@Test
	void freeSpaceAndMaximumSizeLimitDownloads() throws IOException {
		DiskReserve full = SmallDisk.with(HALF);
		try (FolderDownloads downloads = DownloadFixture.downloads(this.server.endpoint(), this.folder, full,
				DataSize.ofGigabytes(1))) {
			assertThatExceptionOfType(HubException.class)
				.isThrownBy(() -> downloads.start(new HubOrder("tiny", REFERENCE, "")))
				.withMessageStartingWith("The download does not fit: the folder of mtdnn.encoders-dir has ")
				.returns(ProblemType.NO_SPACE, HubException::type);
		}
		try (FolderDownloads downloads = DownloadFixture.downloads(this.server.endpoint(), this.folder,
				DiskReserve.NONE, DataSize.ofBytes(SIZE))) {
			assertThatExceptionOfType(HubException.class)
				.isThrownBy(() -> downloads.start(new HubOrder("tiny", REFERENCE, "")))
				.withMessage(
						"The files of a/tiny have 1000002 bytes; at most 1000000 are allowed (mtdnn.hub.max-size)");
			this.server.faults(DownloadFixture.WEIGHTS).listed(Long.MAX_VALUE);
			assertThatExceptionOfType(HubException.class)
				.isThrownBy(() -> downloads.start(new HubOrder("tiny", REFERENCE, "")))
				.withMessageStartingWith("The files of a/tiny have 9223372036854775807 bytes");
		}
		assertThat(left()).isEmpty();
	}

	/** Two processes share the folder; one is killed, and the other one takes over. */
	@Test
	void anotherProcessContinuesForAKilledOneAndNeverDownloadsInParallel() throws Exception {
		this.server.faults(DownloadFixture.WEIGHTS).cut(HALF, 1).hold();
		try (FolderDownloads observing = observing()) {
			Process first = DownloadProcess.start(this.server.endpoint(), this.folder, REFERENCE.repository());
			Process second = null;
			try {
				Patience.await()
					.until(() -> observing.find("tiny").filter((one) -> one.bytes() == HALF + 2).isPresent());
				second = DownloadProcess.start(this.server.endpoint(), this.folder, REFERENCE.repository());
				first.destroyForcibly().waitFor();
				awaitReceived("tiny");
			}
			finally {
				first.destroyForcibly();
				if (second != null) {
					second.destroyForcibly().waitFor();
				}
			}
		}
		assertThat(this.server.requests()).filteredOn((request) -> request.startsWith("/cdn/"))
			.containsExactly("/cdn/a/tiny/model.safetensors", "/cdn/a/tiny/model.safetensors bytes=" + HALF + "-");
	}

	private void awaitReceived(String name) {
		Patience.await().until(() -> Files.exists(this.folder.resolve(name)));
		assertThat(this.folder.resolve(name).resolve(DownloadFixture.WEIGHTS)).hasBinaryContent(this.weights);
		assertThat(this.folder.resolve(name).resolve(DownloadFixture.CONFIG)).hasContent("{}");
	}

	/** What is in the folder besides locks. */
	private List<String> left() throws IOException {
		Path downloads = this.folder.resolve(".downloads");
		try (Stream<Path> files = Files.list(Files.exists(downloads) ? downloads : this.folder)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> !name.endsWith(".lock"))
				.toList();
		}
	}

	private FolderDownloads open() {
		return DownloadFixture.open(this.server.endpoint(), this.folder);
	}

	/** Only looks. */
	private FolderDownloads observing() {
		return DownloadFixture.downloads(this.server.endpoint(), this.folder, DiskReserve.NONE,
				DataSize.ofGigabytes(1));
	}

	/** A hub during whose first response something else happens. */
	private record InterleavedHub(Hub hub, Runnable other) implements Hub {

		@Override
		public HubSnapshot snapshot(HubReference reference) {
			this.other.run();
			return this.hub.snapshot(reference);
		}

		@Override
		public void fetch(HubSnapshot snapshot, HubFile file, Path directory, BooleanSupplier cancelled)
				throws IOException, InterruptedException {
			this.hub.fetch(snapshot, file, directory, cancelled);
		}

	}

}
