package io.mtdnn.datasets.catalog;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Ticker;
import io.mtdnn.artifacts.ArtifactStore;
import io.mtdnn.artifacts.ArtifactStores;
import io.mtdnn.datasets.Split;
import io.mtdnn.datasets.definitions.Columns;
import io.mtdnn.datasets.definitions.DatasetEntry;
import io.mtdnn.datasets.uploads.UploadedDatasets;
import io.mtdnn.files.Staging;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class DatasetUploadsTests {

	private static final DatasetEntry TICKETS = new DatasetEntry(null, "classification", "csv", null, null, null,
			new Columns("text", null, null, null, "intent"), null, null, null, null, null, null, null, null, null, null,
			null, null);

	private static final String TRAIN = "text,intent\nA.,a\nB.,b\nC.,a\nD.,b\n";

	@TempDir
	private Path folder;

	private ArtifactStore store;

	private UploadedDatasets uploaded;

	private DatasetUploads uploads;

	private FileDatasetCatalog catalog;

	private long now;

	@BeforeEach
	void setUp() {
		this.store = ArtifactStores.directory(this.folder.resolve("artifacts"));
		this.uploaded = uploaded(() -> this.now);
		this.catalog = catalog(this.uploaded);
		DatasetsProperties properties = DataFixture.properties(Map.of());
		Definitions definitions = DatasetsConfiguration.definitions(this.folder.resolve("data"), properties,
				this.uploaded);
		this.uploads = new DatasetUploads(definitions, this.catalog, this.uploaded,
				(dataset, unfinished) -> Optional.empty(),
				new Staging(this.folder.resolve("staging"), "upload-", Clock.systemUTC()), (in) -> in);
		this.uploads.define("tickets", TICKETS);
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

	/** A connection has nothing available while the next packet is on its way. */
	@Test
	void allMembersOfGzipAreRead() throws IOException {
		byte[] first = DataFixture.gzip(TRAIN);
		byte[] second = DataFixture.gzip("E.,a\n");
		InputStream packets = new SequenceInputStream(new ByteArrayInputStream(first), new ByteArrayInputStream(second)) {
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

	private static InputStream stream(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
	}

	/** A connection that breaks. */
	private static final class BrokenStream extends InputStream {

		@Override
		public int read() throws IOException {
			throw new EOFException("broken");
		}

	}

}
