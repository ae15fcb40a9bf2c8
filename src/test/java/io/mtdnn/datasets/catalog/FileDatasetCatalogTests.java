package io.mtdnn.datasets.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.DatasetException;
import io.mtdnn.datasets.Example;
import io.mtdnn.datasets.Fingerprint;
import io.mtdnn.datasets.MalformedRow;
import io.mtdnn.datasets.Split;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class FileDatasetCatalogTests {

	private static final String COLA = "a\t1\t\tOne.\na\t0\t\tTwo.\na\t1\t\tThree.\n";

	private static final String MRPC = "Quality\t#1 ID\t#2 ID\t#1 String\t#2 String\n1\t1\t2\tA.\tB.\n";

	private DataFixture data;

	@BeforeEach
	void setUp(@TempDir Path folder) {
		this.data = new DataFixture(folder.resolve("data"));
	}

	@Test
	void anUnknownDatasetIsReportedWithTheKnownOnes() {
		assertThatExceptionOfType(DatasetException.class).isThrownBy(() -> this.data.catalog().task("sst"))
			.withMessage(
					"unknown dataset 'sst'; known datasets: boolq, codah, cola, hellaswag, mnli, mrpc, qnli, qqp, rte, "
							+ "sample-cola, sample-mrpc, sample-squad, sample-swag, squad-v1, squad-v2, sst-2, sts-b, swag, wnli");
	}

	@ParameterizedTest
	@ValueSource(strings = { "in_domain_train.tsv", "cola/in_domain_train.tsv", "CoLA/in_domain_train.tsv",
			"cola_public/raw/in_domain_train.tsv", "CoLA/train.tsv", "glue_data/CoLA/train.tsv" })
	void filesAreFoundByTheirOfficialNamesAndFolders(String file) {
		assertThat(this.data.with(file, COLA).train("cola").examples()).hasSize(3);
	}

	@Test
	void gzipFilesAreFoundAndDecompressed() {
		byte[] packed = DataFixture.gzip(COLA);
		Dataset dataset = this.data.with("cola/in_domain_train.tsv.gz", packed).train("cola");
		assertThat(dataset.examples()).hasSize(3);
		assertThat(dataset.sha256()).isEqualTo(sha256(packed));
	}

	@Test
	void theHashCoversTheWholeFile() {
		this.data.with("cola/in_domain_train.tsv", COLA);
		Dataset dataset = this.data.catalog().read("cola", Split.TRAIN, 0);
		assertThat(dataset.sha256()).isEqualTo(sha256(COLA.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void aMalformedLastRowCounts() {
		this.data.with("cola/in_domain_train.tsv", COLA + "bad\n");
		assertThat(this.data.catalog().read("cola", Split.TRAIN, 1).examples()).hasSize(3);
		assertThatExceptionOfType(DatasetException.class)
			.isThrownBy(() -> this.data.catalog().read("cola", Split.TRAIN, 0));
	}

	@Test
	void splitsComeFromOneLayout() {
		// GLUE's development rows are among Microsoft's training rows
		this.data.with("mrpc/msr_paraphrase_train.txt", MRPC).with("mrpc/dev.tsv", MRPC);
		DatasetException fault = catchThrowableOfType(DatasetException.class,
				() -> this.data.catalog().read("mrpc", Split.EVALUATION, 0));
		assertThat(fault).hasMessageContaining("msr_paraphrase_test.txt");
		this.data.with("mrpc/train.tsv", MRPC);
		DatasetCatalog catalog = this.data.catalog();
		assertThat(catalog.read("mrpc", Split.TRAIN, 0).files()).containsExactly(path("mrpc/train.tsv"));
		assertThat(catalog.read("mrpc", Split.EVALUATION, 0).files()).containsExactly(path("mrpc/dev.tsv"));
	}

	@Test
	void configuredFileNamesAreUsed() {
		this.data.with("cola/mine.tsv.gz", DataFixture.gzip(COLA)).with("other/deep/eval.tsv", COLA);
		DatasetCatalog catalog = this.data.catalog("mtdnn.datasets.files.cola.train", "mine.tsv",
				"mtdnn.datasets.files.cola.evaluation", "other/deep/eval.tsv");
		assertThat(catalog.read("cola", Split.TRAIN, 0).files()).containsExactly(path("cola/mine.tsv.gz"));
		assertThat(catalog.read("cola", Split.EVALUATION, 0).files()).containsExactly(path("other/deep/eval.tsv"));
	}

	@Test
	void configuredFileNamesWorkAsEnvironmentVariables() {
		this.data.with("mine.json", "{\"data\": []}");
		DatasetCatalog catalog = this.data.catalog("mtdnn.datasets.files.squadv2.train", "mine.json");
		assertThatExceptionOfType(DatasetException.class).isThrownBy(() -> catalog.read("squad-v2", Split.TRAIN, 0))
			.withMessageContaining("mine.json contains no examples");
	}

	@Test
	void aFileNameConfiguredForAnUnknownDatasetIsRejected() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.data.catalog("mtdnn.datasets.files.sst.train", "x.tsv"))
			.withMessageContaining("unknown dataset 'sst'")
			.withMessageContaining("squad-v2");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "../secret.tsv", "cola/../../secret.tsv", "/etc/passwd", "..\\secret.tsv", "a\u0000b", ".." })
	void namesThatLeaveTheFolderAreRejected(String name) throws IOException {
		Files.createDirectories(this.data.folder());
		Files.writeString(this.data.folder().resolveSibling("secret.tsv"), COLA);
		DatasetCatalog catalog = this.data.catalog("mtdnn.datasets.files.cola.train", name);
		assertThatExceptionOfType(DatasetException.class).isThrownBy(() -> catalog.read("cola", Split.TRAIN, 0))
			.withMessageContaining("is not the name of a file below the data folder");
	}

	@Test
	void linksThatLeaveTheFolderAreRejected() throws IOException {
		Files.createDirectories(this.data.folder());
		Path outside = Files.createDirectories(this.data.folder().resolveSibling("outside"));
		Files.writeString(outside.resolve("in_domain_train.tsv"), COLA);
		Files.createSymbolicLink(path("in_domain_train.tsv"), outside.resolve("in_domain_train.tsv"));
		assertThatExceptionOfType(DatasetException.class).isThrownBy(() -> this.data.train("cola"))
			.withMessageContaining("is a link that points outside the data folder");
		Files.delete(path("in_domain_train.tsv"));
		Files.createSymbolicLink(path("cola"), outside);
		assertThatExceptionOfType(DatasetException.class).isThrownBy(() -> this.data.train("cola"))
			.withMessageContaining("is a link that points outside the data folder");
	}

	@Test
	void linksInsideAreFollowed() throws IOException {
		this.data.with("versions/1/rows.tsv", COLA);
		Files.createSymbolicLink(path("in_domain_train.tsv"), Path.of("versions/1/rows.tsv"));
		assertThat(this.data.train("cola").examples()).hasSize(3);
	}

	@Test
	void missingFilesAreReported() {
		assertThatExceptionOfType(DatasetException.class).isThrownBy(() -> this.data.train("swag"))
			.withMessageContaining("there is no folder " + this.data.folder() + " (mtdnn.data-dir)");
		this.data.with("readme.txt", "x");
		assertThatExceptionOfType(DatasetException.class).isThrownBy(() -> this.data.train("cola"))
			.withMessage("dataset 'cola' has no training file: looked in " + this.data.folder()
					+ " for in_domain_train.tsv (also .gz) in itself, cola/, cola/raw/, cola/original/raw/, "
					+ "cola_public/raw/, cola/cola_public/raw/, glue/cola/original/raw/, or train.tsv (also .gz) in "
					+ "cola/, glue/cola/, glue_data/cola/ (folder names in upper or lower case); to use other file names, set mtdnn.datasets.files.cola.train");
		assertThatExceptionOfType(DatasetException.class)
			.isThrownBy(
					() -> this.data.catalog("mtdnn.datasets.files.swag.train", "x.csv").read("swag", Split.TRAIN, 0))
			.withMessageContaining("x.csv (also .gz) in itself, swag/");
	}

	@Test
	void missingFilesAreListedForEachSplit() {
		this.data.with("in_domain_train.tsv", "gj04\t1\t\tOne.\n");
		assertThat(this.data.catalog().missing("swag")).hasSize(2);
		assertThat(this.data.catalog().missing("cola")).singleElement()
			.satisfies(
					(message) -> assertThat(message).startsWith("dataset 'cola' has no evaluation file: looked in "));
		assertThat(this.data.catalog().missing("sample-squad")).isEmpty();
	}

	@Test
	void aFingerprintIsTheHashOfTheReadFile() {
		this.data.with("in_domain_train.tsv.gz", DataFixture.gzip("gj04\t1\t\tOne.\n"))
			.with("in_domain_dev.tsv", "\uFEFFgj04\t1\t\tTwo.\n");
		DatasetCatalog catalog = this.data.catalog();
		assertThat(catalog.fingerprint("cola", Split.TRAIN))
			.isEqualTo(new Fingerprint("in_domain_train.tsv.gz", this.data.train("cola").sha256()));
		for (String dataset : List.of("cola", "sample-squad", "sample-swag")) {
			assertThat(catalog.fingerprint(dataset, Split.EVALUATION).sha256())
				.isEqualTo(catalog.read(dataset, Split.EVALUATION, 0).sha256());
		}
		assertThatExceptionOfType(DatasetException.class).isThrownBy(() -> catalog.fingerprint("swag", Split.TRAIN))
			.withMessageContaining("has no training file");
	}

	@Test
	void emptyFilesAreRejected() {
		assertThat(fault("")).hasMessageContaining("in_domain_train.tsv is empty");
		assertThat(fault("\uFEFF")).hasMessageContaining("in_domain_train.tsv contains no examples");
		assertThat(fault("\n\n")).hasMessageContaining("contains no examples");
		assertThat(fault(DataFixture.gzip(""))).hasMessageContaining("is empty");
	}

	@Test
	void damagedGzipFilesAreRejected() {
		byte[] packed = DataFixture.gzip(COLA.repeat(500));
		assertThat(fault(Arrays.copyOf(packed, packed.length / 2))).hasMessageContaining("is truncated");
		assertThat(fault(Arrays.copyOf(packed, packed.length - 2))).hasMessageContaining("is truncated");
		assertThat(fault(Arrays.copyOf(packed, 6))).hasMessageContaining("is truncated");
		byte[] wrong = packed.clone();
		wrong[packed.length - 8] ^= 1;
		assertThat(fault(wrong)).hasMessageContaining("has damaged gzip data");
		byte[] header = packed.clone();
		header[2] = 99;
		assertThat(fault(header)).hasMessageContaining("has damaged gzip data");
	}

	@Test
	void damageAfterTheLastRowIsDetected() {
		byte[] packed = DataFixture.gzip(COLA.repeat(500));
		packed[packed.length - 8] ^= 1;
		this.data.with("in_domain_train.tsv", packed);
		assertThatExceptionOfType(DatasetException.class)
			.isThrownBy(() -> this.data.catalog().read("cola", Split.TRAIN, 0))
			.withMessageContaining("has damaged gzip data");
	}

	@Test
	void filesOfOtherKindsAreRejected() {
		assertThat(fault(new byte[] { 'P', 'K', 3, 4, 0 })).hasMessageContaining("is a zip archive; unpack it first");
		assertThat(fault(COLA.getBytes(StandardCharsets.UTF_16))).hasMessageContaining("is UTF-16 text");
		this.data.with("swag/train.csv.gz", "no gzip");
		assertThatExceptionOfType(DatasetException.class).isThrownBy(() -> this.data.train("swag"))
			.withMessageContaining("train.csv.gz is not a gzip file although its name ends with .gz");
	}

	@Test
	void decompressionBombsAreRejected() {
		byte[] bomb = DataFixture.gzip("a\t1\t\tOne.\n".repeat(1_000_000));
		assertThat(fault(bomb)).hasMessageContaining("unpacks to more than 100 times its size");
		this.data.with("in_domain_train.tsv", DataFixture.gzip(COLA.repeat(1000)));
		DatasetCatalog catalog = this.data.catalog("mtdnn.datasets.max-file-size", "20KB");
		assertThatExceptionOfType(DatasetException.class).isThrownBy(() -> catalog.read("cola", Split.TRAIN, 0))
			.withMessageContaining("is larger than 20480B when unpacked");
		this.data.with("in_domain_train.tsv", COLA.repeat(1000));
		assertThatExceptionOfType(DatasetException.class).isThrownBy(() -> catalog.read("cola", Split.TRAIN, 0))
			.withMessageContaining("is larger than 20480B (mtdnn.datasets.max-file-size)");
	}

	@Test
	void moreRowsThanAllowedAreRejected() {
		this.data.with("in_domain_train.tsv", COLA + "bad\n");
		assertThat(this.data.catalog("mtdnn.datasets.max-rows", "3").read("cola", Split.TRAIN, 1).examples())
			.hasSize(3);
		assertTooMany("cola", "in_domain_train.tsv, line 3");
		this.data.with("swag/train.csv",
				("sent1,sent2,ending0,ending1,ending2,ending3,label\n" + "A.,He,a,b,c,d,0\n".repeat(3)));
		assertTooMany("swag", "train.csv, line 4");
		String question = "{\"id\": \"%d\", \"question\": \"Who?\", \"answers\": [{\"text\": \"A\", \"answer_start\": 0}]}";
		this.data.with("train-v1.1.json", "{\"data\": [{\"paragraphs\": [{\"context\": \"A\", \"qas\": ["
				+ String.join(", ", question.formatted(1), question.formatted(2), question.formatted(3)) + "]}]}]}");
		assertTooMany("squad-v1", "train-v1.1.json, data[0].paragraphs[0].qas[2]");
	}

	private void assertTooMany(String dataset, String place) {
		DatasetCatalog catalog = this.data.catalog("mtdnn.datasets.max-rows", "2");
		assertThatExceptionOfType(DatasetException.class).isThrownBy(() -> catalog.read(dataset, Split.TRAIN, 1))
			.withMessage("dataset '" + dataset + "': " + place + ": more than 2 examples (mtdnn.datasets.max-rows)");
	}

	@Test
	void malformedRowsAreSkippedUpToTheLimit() {
		this.data.with("in_domain_train.tsv", COLA + "bad\nworse\n");
		DatasetCatalog catalog = this.data.catalog();
		assertThat(catalog.read("cola", Split.TRAIN, 2).skipped()).hasSize(2);
		DatasetException fault = catchThrowableOfType(DatasetException.class,
				() -> catalog.read("cola", Split.TRAIN, 1));
		assertThat(fault.rows()).hasSize(2);
		assertThat(fault).hasMessage("dataset 'cola': 2 malformed rows (1 may be skipped), first: in_domain_train.tsv, "
				+ "line 4: expected 4 tab-separated columns, found 1 in \"bad\"");
		assertThat(fault.dataset()).isEqualTo("cola");
	}

	@Test
	void skippedRowsBehindTheFirstHundredAreOnlyCounted() {
		this.data.with("in_domain_train.tsv", COLA + "bad\n".repeat(250));
		List<MalformedRow> skipped = this.data.catalog().read("cola", Split.TRAIN, 250).skipped();
		assertThat(skipped).hasSize(250);
		assertThat(new HashSet<>(skipped)).hasSize(100);
		assertThat(skipped.get(249)).isSameAs(skipped.get(99));
	}

	@Test
	void linesLongerThanAllowedAreRejected() {
		this.data.with("in_domain_train.tsv", COLA);
		DatasetCatalog catalog = this.data.catalog("mtdnn.datasets.max-row-size", "10B");
		assertThatExceptionOfType(DatasetException.class).isThrownBy(() -> catalog.read("cola", Split.TRAIN, 0))
			.withMessageContaining("a line of more than 10 bytes (mtdnn.datasets.max-row-size)");
	}

	@Test
	void theFirstRowsAreReadWithoutTheRest() {
		this.data.with("in_domain_train.tsv", COLA.repeat(3) + "bad\n");
		Dataset all = this.data.catalog().read("cola", Split.TRAIN, 1);
		Dataset first = this.data.catalog().first("cola", Split.TRAIN, 4);
		assertThat(first.examples()).isEqualTo(all.examples().subList(0, 4));
		assertThat(first.task()).isEqualTo(all.task());
		assertThat(first.sha256()).isEmpty();
		String question = "{\"id\": \"%d\", \"question\": \"Who?\", \"answers\": [{\"text\": \"A\", \"answer_start\": 0}]}";
		this.data.with("train-v1.1.json",
				"{\"data\": [{\"paragraphs\": [{\"context\": \"A\", \"qas\": ["
						+ String.join(", ", question.formatted(1), question.formatted(2), question.formatted(3))
						+ "]}, broken");
		assertThat(this.data.catalog().first("squad-v1", Split.TRAIN, 2).examples()).extracting(Example::id)
			.containsExactly("1", "2");
	}

	@Test
	void aFileOfGarbageIsReportedWithAHundredRows() {
		DatasetException fault = fault("garbage\n".repeat(100_000));
		assertThat(fault.rows()).hasSize(100);
		assertThat(fault).hasMessageContaining("at least 100 malformed rows");
	}

	private DatasetException fault(String text) {
		return fault(text.getBytes(StandardCharsets.UTF_8));
	}

	private DatasetException fault(byte[] bytes) {
		this.data.with("in_domain_train.tsv", bytes);
		return catchThrowableOfType(DatasetException.class, () -> this.data.train("cola"));
	}

	private Path path(String name) {
		return this.data.folder().resolve(name);
	}

	private static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (java.security.NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
