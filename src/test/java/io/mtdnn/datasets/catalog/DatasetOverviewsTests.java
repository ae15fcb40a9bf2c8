package io.mtdnn.datasets.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.mtdnn.datasets.EvaluationSet;
import io.mtdnn.datasets.Split;
import io.mtdnn.datasets.definitions.Declared;
import io.mtdnn.datasets.definitions.EntryCheck;
import io.mtdnn.datasets.definitions.Origin;
import io.mtdnn.datasets.definitions.YamlEntries;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DatasetOverviewsTests {

	private static final String TICKETS = """
			head: classification
			format: csv
			columns: {first: text, label: intent}
			train: train.csv
			evaluation: dev.csv
			""";

	private static final String HARD = """
			head: classification
			format: csv
			columns: {first: text, label: intent}
			evaluationOf: tickets
			evaluation: dev.csv
			""";

	private static final String ROWS = "text,intent\nA.,a\nB.,b\nC.,a\nD.,b\n";

	private DataFixture data;

	private FileDatasetCatalog catalog;

	private DatasetOverviews overviews;

	@BeforeEach
	void setUp(@TempDir Path folder) {
		this.data = new DataFixture(folder);
		DatasetsProperties properties = DataFixture.properties(Map.of());
		Definitions definitions = DatasetsConfiguration.definitions(folder, properties, List::of);
		DatasetFiles files = new DatasetFiles(new DataFolder(folder), properties, (dataset, split) -> Optional.empty());
		this.catalog = new FileDatasetCatalog(definitions, files, properties);
		this.overviews = new DatasetOverviews(definitions, files, this.catalog);
		this.data.with("tickets/dataset.yml", TICKETS)
			.with("tickets/train.csv", ROWS)
			.with("tickets/dev.csv", "text,intent\nE.,c\n")
			.with("hard/dataset.yml", HARD)
			.with("hard/dev.csv", "text,intent\nE.,c\n");
	}

	@Test
	void evaluationFilesAreReadAgainWhenTheTrainingFileHasOtherLabels() {
		assertThat(this.overviews.get("tickets").missing()).singleElement().asString().contains("found \"c\"");
		assertThat(this.overviews.get("hard").missing()).singleElement().asString().contains("found \"c\"");
		this.data.with("tickets/train.csv", ROWS + "E.,c\nF.,c\n");
		assertThat(this.overviews.get("tickets").usable()).isTrue();
		assertThat(this.overviews.get("hard").usable()).isTrue();
		this.data.with("tickets/train.csv", ROWS);
		assertThat(this.overviews.get("tickets").usable()).isFalse();
		assertThat(this.overviews.get("hard").usable()).isFalse();
	}

	/** Whether a job has skipped rows is no property of the dataset. */
	@Test
	void rowsThatAJobSkipsAreMalformed() {
		this.data.with("tickets/dev.csv", "text,intent\nE.,a\nF.,c\n");
		DatasetOverview before = this.overviews.get("tickets");
		assertThat(before.usable()).isFalse();
		assertThat(this.catalog.read("tickets", Split.EVALUATION, 1).examples()).hasSize(1);
		assertThat(this.overviews.get("tickets")).isEqualTo(before);
		this.data.with("tickets/dev.csv", "text,intent\nE.,a\nF.,d\n");
		assertThat(this.catalog.read("tickets", Split.EVALUATION, 1).examples()).hasSize(1);
		assertThat(this.overviews.get("tickets").usable()).isFalse();
	}

	/** One dataset that cannot be used must not hide the others. */
	@Test
	void aLinkThatLeadsOutSparesTheOtherDatasets(@TempDir Path other) throws IOException {
		Path secret = Files.writeString(other.resolve("secret.csv"), ROWS);
		for (String file : List.of("tickets/train.csv", "hard/dev.csv")) {
			Files.delete(this.data.folder().resolve(file));
			Files.createSymbolicLink(this.data.folder().resolve(file), secret);
		}
		DatasetOverview tickets = this.overviews.list()
			.stream()
			.filter((one) -> one.name().equals("tickets"))
			.findFirst()
			.orElseThrow();
		assertThat(tickets.usable()).isFalse();
		assertThat(tickets.missing()).anySatisfy((message) -> assertThat(message)
			.isEqualTo("dataset 'tickets': 'train.csv' is a link that points outside the data folder"));
		assertThat(this.data.catalog().evaluations("tickets")).containsExactly(new EvaluationSet("tickets", true),
				new EvaluationSet("hard", false));
	}

	/** A directory stands for a file that the disk or its permissions withhold. */
	@Test
	void aFileThatCouldNotBeReadIsReadAgain() throws IOException {
		Path file = Files.createDirectory(this.data.folder().resolve("train.csv"));
		for (int i = 0; i < 100; i++) {
			Files.createFile(file.resolve("entry-" + i));
		}
		String definition = TICKETS.replaceAll("(train|evaluation): .*\n", "") + "trainingOnly: true\n";
		DatasetOverviews uploaded = uploaded(definition, file);
		assertThat(uploaded.get("mine").usable()).isFalse();
		assertThat(uploaded.get("mine").missing()).singleElement().asString().contains(file + " cannot be read (");

		long size = Files.size(file);
		FileTime modified = Files.getLastModifiedTime(file);
		for (int i = 0; i < 100; i++) {
			Files.delete(file.resolve("entry-" + i));
		}
		Files.delete(file);
		Files.writeString(file, ROWS + "\n".repeat((int) size - ROWS.length()));
		Files.setLastModifiedTime(file, modified);
		assertThat(uploaded.get("mine").usable()).isTrue();
	}

	private DatasetOverviews uploaded(String definition, Path file) {
		DatasetsProperties properties = DataFixture.properties(Map.of());
		Declared declared = Declared
			.of(EntryCheck.definition(YamlEntries.read(definition), "mine", "mine", Origin.UPLOAD), "a test");
		Definitions definitions = DatasetsConfiguration.definitions(this.data.folder(), properties,
				() -> List.of(declared));
		DatasetFiles files = new DatasetFiles(new DataFolder(this.data.folder()), properties,
				(dataset, split) -> Optional.of(file));
		return new DatasetOverviews(definitions, files, new FileDatasetCatalog(definitions, files, properties));
	}

	@Test
	void evaluationSetsAreReadAgainWhenTheirDatasetIsDeclaredDifferently() {
		assertThat(this.overviews.get("hard").usable()).isFalse();
		this.data.with("tickets/dataset.yml", TICKETS + "labels: [a, b, c]\n");
		assertThat(this.overviews.get("hard").usable()).isTrue();
		this.data.with("tickets/dataset.yml", TICKETS + "labels: [a, b, d]\n");
		assertThat(this.overviews.get("hard").usable()).isFalse();
	}

}
