package io.mtdnn.datasets.catalog;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.lang.Thread.State;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Ticker;
import io.mtdnn.Patience;
import io.mtdnn.artifacts.ArtifactStore;
import io.mtdnn.artifacts.ArtifactStores;
import io.mtdnn.datasets.DatasetConflictException;
import io.mtdnn.datasets.Split;
import io.mtdnn.datasets.definitions.Columns;
import io.mtdnn.datasets.definitions.DatasetEntry;
import io.mtdnn.datasets.definitions.Declared;
import io.mtdnn.datasets.definitions.DefinitionException;
import io.mtdnn.datasets.uploads.UploadedDatasets;
import io.mtdnn.files.Staging;
import io.mtdnn.task.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class DatasetUploadsTests {

	private static final DatasetEntry TICKETS = new DatasetEntry(null, "classification", "csv", null, null, null,
			new Columns("text", null, null, null, "intent"), null, null, null, null, null, null, null, null, null, null,
			null, null);

	private static final DatasetEntry PAIRS = new DatasetEntry(null, "classification", "csv", null, null, null,
			new Columns("text", "intent", null, null, "intent"), null, null, null, null, null, null, null, null, null,
			null, null, null);

	private static final String TRAIN = "text,intent\nA.,a\nB.,b\nC.,a\nD.,b\n";

	@TempDir
	private Path folder;

	private ArtifactStore store;

	private UploadedDatasets uploaded;

	private DatasetUploads uploads;

	private Definitions definitions;

	private DatasetFiles files;

	private FileDatasetCatalog catalog;

	private long now;

	@BeforeEach
	void setUp() {
		restart();
		this.uploads.define("tickets", TICKETS);
	}

	private void open() {
		this.uploaded = uploaded(() -> this.now);
		DatasetsProperties properties = DataFixture.properties(Map.of());
		Path data = this.folder.resolve("data");
		this.definitions = DatasetsConfiguration.definitions(data, properties, this.uploaded);
		this.files = new DatasetFiles(new DataFolder(data), properties, this.uploaded::file);
		this.catalog = new FileDatasetCatalog(this.definitions, this.files, properties);
		this.uploads = new DatasetUploads(this.definitions, this.catalog, this.uploaded,
				(dataset, unfinished) -> Optional.empty(),
				new Staging(this.folder.resolve("staging"), "upload-", Clock.systemUTC()), (in) -> in);
	}

	@Test
	void anInterruptedUploadStoresNothing() throws IOException {
		for (int length = 0; length < TRAIN.length(); length += 5) {
			InputStream broken = new SequenceInputStream(stream(TRAIN.substring(0, length)), new BrokenStream());
			assertThatIOException().isThrownBy(() -> this.uploads.upload("tickets", Split.TRAIN, broken, 0))
				.isInstanceOf(EOFException.class);
			assertThat(this.store.keys("datasets/")).containsExactly("datasets/tickets/definition");
			assertThat(this.folder.resolve("staging")).isEmptyDirectory();
		}
	}

	@Test
	void anInterruptedReplacementKeepsTheOldFile() throws IOException {
		this.uploads.upload("tickets", Split.TRAIN, stream(TRAIN), 0);
		InputStream broken = new SequenceInputStream(stream(TRAIN + "E.,a\n"), new BrokenStream());
		assertThatIOException().isThrownBy(() -> this.uploads.upload("tickets", Split.TRAIN, broken, 0));
		assertThat(this.catalog.read("tickets", Split.TRAIN, 0).examples()).hasSize(4);
	}

	@Test
	void gzipFilesAreStoredUnchanged() throws IOException {
		byte[] packed = DataFixture.gzip(TRAIN);
		Upload upload = this.uploads.upload("tickets", Split.TRAIN, new ByteArrayInputStream(packed), 0);
		assertThat(upload.rows()).isEqualTo(4);
		assertThat(upload.bytes()).isEqualTo(packed.length);
		assertThat(this.catalog.read("tickets", Split.TRAIN, 0).examples()).hasSize(4);
	}

	@Test
	void aDamagedFileSparesTheOtherDatasets() throws IOException {
		this.uploads.upload("tickets", Split.TRAIN, stream(TRAIN), 0);
		Path file = this.uploaded.file("tickets", Split.TRAIN).orElseThrow();
		Files.writeString(file, TRAIN + "E.,a\n");
		restart();
		DatasetOverviews overviews = new DatasetOverviews(this.definitions, this.files, this.catalog);
		assertThat(overviews.list()).extracting(DatasetOverview::name).contains("sample-cola", "tickets");
		assertThat(overviews.get("tickets").missing()).anySatisfy((message) -> assertThat(message).startsWith(
				"dataset 'tickets': its uploaded train file cannot be used: the artifact is damaged: train.csv"));
		this.uploads.delete("tickets");
		assertThat(this.store.keys("datasets/")).isEmpty();
	}

	@Test
	void aDamagedDefinitionCanBeReplacedAndDeleted() throws IOException {
		Files.writeString(this.store.fetch("datasets/tickets/definition").resolve("definition.json"), "{");
		restart();
		assertThat(this.definitions.all().get("tickets").messages()).singleElement().asString().contains("is damaged");
		assertThat(this.uploads.define("tickets", TICKETS)).isTrue();
		assertThat(this.definitions.get("tickets").labelsFromTraining()).isTrue();
		Files.writeString(this.store.fetch("datasets/tickets/definition").resolve("definition.json"), "{");
		restart();
		this.uploads.delete("tickets");
		assertThat(this.store.keys("datasets/")).isEmpty();
	}

	@Test
	void anUploadDuringADeletionOrRedefinitionIsNotStored() throws IOException {
		InputStream deleted = new SequenceInputStream(stream(TRAIN),
				new Meanwhile(() -> this.uploads.delete("tickets")));
		assertThatExceptionOfType(DatasetConflictException.class)
			.isThrownBy(() -> this.uploads.upload("tickets", Split.TRAIN, deleted, 0))
			.withMessage("'tickets' was deleted while its file arrived");
		assertThat(this.store.keys("datasets/")).isEmpty();
		this.uploads.define("tickets", TICKETS);
		InputStream redefined = new SequenceInputStream(stream(TRAIN),
				new Meanwhile(() -> this.uploads.define("tickets", PAIRS)));
		assertThatExceptionOfType(DatasetConflictException.class)
			.isThrownBy(() -> this.uploads.upload("tickets", Split.TRAIN, redefined, 0))
			.withMessage("'tickets' was redefined while its file arrived; send the file again");
		assertThat(this.store.keys("datasets/")).containsExactly("datasets/tickets/definition");
	}

	@Test
	void aNewDatasetHasNoFilesOfADeletedOne() throws IOException {
		this.uploads.upload("tickets", Split.TRAIN, stream(TRAIN), 0);
		this.store.delete("datasets/tickets/definition");
		restart();
		this.uploads.define("tickets", TICKETS);
		assertThat(this.uploaded.file("tickets", Split.TRAIN)).isEmpty();
	}

	@Test
	void aDamagedFileCanBeSentAgain() throws IOException {
		this.uploads.upload("tickets", Split.TRAIN, stream(TRAIN), 0);
		Files.writeString(this.uploaded.file("tickets", Split.TRAIN).orElseThrow(), "text,intent\n");
		restart();
		assertThat(this.uploads.upload("tickets", Split.TRAIN, stream(TRAIN), 0).changed()).isTrue();
		assertThat(this.catalog.read("tickets", Split.TRAIN, 0).examples()).hasSize(4);
	}

	@Test
	void evaluationSetsNameADatasetWithTheirLabels() {
		assertThat(faults(evaluationOf("tickets", null))).isEmpty();
		assertThat(faults(evaluationOf("unknown", null))).singleElement()
			.returns("evaluationOf", Fault::field)
			.satisfies((fault) -> assertThat(fault.message()).startsWith("unknown dataset 'unknown'"));
		assertThat(faults(evaluationOf("sample-squad", null))).extracting(Fault::field).containsExactly("evaluationOf");
		assertThat(faults(evaluationOf("sample-cola", List.of("acceptable", "unacceptable")))).isEmpty();
		assertThat(faults(evaluationOf("sample-cola", List.of("good", "bad")))).extracting(Fault::field)
			.containsExactly("labels");
	}

	private List<Fault> faults(DatasetEntry entry) {
		try {
			this.uploads.define("hard", entry);
			return List.of();
		}
		catch (DefinitionException ex) {
			return ex.faults();
		}
	}

	private static DatasetEntry evaluationOf(String dataset, List<String> labels) {
		return new DatasetEntry(null, "classification", "csv", null, null, null,
				new Columns("text", null, null, null, "intent"), labels, null, null, null, null, dataset, null, null,
				null, null, null, null);
	}

	/** A list that is being read while a dataset is declared lacks it. */
	@Test
	void aNewDatasetIsListedAlthoughAnotherListWasBeingRead() throws Exception {
		SlowList slow = new SlowList(this.store);
		UploadedDatasets datasets = new UploadedDatasets(slow, JsonMapper.builder().build(), () -> 0);
		Path directory = Files.createDirectories(this.folder.resolve("new"));
		Thread declaring = new Thread(() -> datasets.define("new", TICKETS, directory));
		slow.listed = () -> {
			declaring.start();
			Patience.await()
				.until(() -> EnumSet.of(State.BLOCKED, State.WAITING, State.TERMINATED).contains(declaring.getState())
						&& this.store.keys("datasets/").contains("datasets/new/definition"));
		};
		datasets.get();
		declaring.join();
		assertThat(datasets.get()).extracting(Declared::name).contains("new");
	}

	/** A connection has nothing available while the next packet is on its way. */
	@Test
	void allMembersOfGzipAreRead() throws IOException {
		byte[] first = DataFixture.gzip(TRAIN);
		byte[] second = DataFixture.gzip("E.,a\n");
		InputStream packets = new SequenceInputStream(new ByteArrayInputStream(first),
				new ByteArrayInputStream(second)) {
			@Override
			public int available() {
				return 0;
			}
		};
		assertThat(this.uploads.upload("tickets", Split.TRAIN, packets, 0).rows()).isEqualTo(5);
		assertThat(this.catalog.read("tickets", Split.TRAIN, 0).examples()).hasSize(5);
	}

	@Test
	void anotherNodeSeesAnUploadWithinSeconds() throws IOException {
		UploadedDatasets other = uploaded(() -> this.now);
		assertThat(catalog(other).names()).contains("tickets").doesNotContain("more");
		this.uploads.define("more", TICKETS);
		this.uploads.upload("more", Split.TRAIN, stream(TRAIN), 0);
		assertThat(catalog(other).names()).doesNotContain("more");
		this.now += 4_000_000_000L;
		assertThat(catalog(other).names()).contains("more");
		assertThat(catalog(other).read("more", Split.TRAIN, 0).examples()).hasSize(4);
	}

	private UploadedDatasets uploaded(Ticker ticker) {
		return new UploadedDatasets(this.store, JsonMapper.builder().build(), ticker);
	}

	private FileDatasetCatalog catalog(UploadedDatasets uploads) {
		DatasetsProperties properties = DataFixture.properties(Map.of());
		Path data = this.folder.resolve("data");
		return new FileDatasetCatalog(DatasetsConfiguration.definitions(data, properties, uploads),
				new DatasetFiles(new DataFolder(data), properties, uploads::file), properties);
	}

	/** The same store in a new process, which verifies files again. */
	private void restart() {
		this.store = ArtifactStores.directory(this.folder.resolve("artifacts"));
		open();
	}

	private static InputStream stream(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
	}

	/** A store in which something happens after the first list. */
	private static final class SlowList implements ArtifactStore {

		private final ArtifactStore store;

		private Runnable listed;

		SlowList(ArtifactStore store) {
			this.store = store;
		}

		@Override
		public void put(String key, Path directory) {
			this.store.put(key, directory);
		}

		@Override
		public Path fetch(String key) {
			return this.store.fetch(key);
		}

		@Override
		public byte[] read(String key, String file) {
			return this.store.read(key, file);
		}

		@Override
		public void delete(String key) {
			this.store.delete(key);
		}

		@Override
		public List<String> keys(String prefix) {
			List<String> keys = this.store.keys(prefix);
			Runnable event = this.listed;
			this.listed = null;
			if (event != null) {
				event.run();
			}
			return keys;
		}

	}

	/** An empty end, before which something happens. */
	private static final class Meanwhile extends InputStream {

		private final Runnable event;

		private boolean done;

		Meanwhile(Runnable event) {
			this.event = event;
		}

		@Override
		public int read() {
			if (!this.done) {
				this.done = true;
				this.event.run();
			}
			return -1;
		}

	}

	/** A connection that breaks. */
	private static final class BrokenStream extends InputStream {

		@Override
		public int read() throws IOException {
			throw new EOFException("broken");
		}

	}

}
