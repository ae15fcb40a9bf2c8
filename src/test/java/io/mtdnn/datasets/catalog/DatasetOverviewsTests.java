package io.mtdnn.datasets.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

	private DatasetOverviews overviews;

	@BeforeEach
	void setUp(@TempDir Path folder) {
		this.data = new DataFixture(folder);
		DatasetsProperties properties = DataFixture.properties(Map.of());
		Definitions definitions = DatasetsConfiguration.definitions(folder, properties, List::of);
		DatasetFiles files = new DatasetFiles(new DataFolder(folder), properties, (dataset, split) -> Optional.empty());
		this.overviews = new DatasetOverviews(definitions, files,
				new FileDatasetCatalog(definitions, files, properties));
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

	@Test
	void evaluationSetsAreReadAgainWhenTheirDatasetIsDeclaredDifferently() {
		assertThat(this.overviews.get("hard").usable()).isFalse();
		this.data.with("tickets/dataset.yml", TICKETS + "labels: [a, b, c]\n");
		assertThat(this.overviews.get("hard").usable()).isTrue();
		this.data.with("tickets/dataset.yml", TICKETS + "labels: [a, b, d]\n");
		assertThat(this.overviews.get("hard").usable()).isFalse();
	}

}
