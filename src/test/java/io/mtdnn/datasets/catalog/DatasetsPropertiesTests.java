package io.mtdnn.datasets.catalog;

import java.nio.file.Path;
import java.util.Map;

import io.mtdnn.datasets.catalog.DatasetsProperties.FileNames;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class DatasetsPropertiesTests {

	@Test
	void defaultsApplyWithoutSettings() {
		assertThat(DataFixture.properties(Map.of())).isEqualTo(new DatasetsProperties(Map.of(), Map.of(),
				DataSize.ofGigabytes(1), 100, DataSize.ofMegabytes(2), 10_000_000, 0, DataSize.ofGigabytes(4)));
		assertThat(folders(Map.of())).isEqualTo(new DataFoldersProperties(Path.of("data"), Path.of("data/cache")));
	}

	@Test
	void everySettingIsBound() {
		assertThat(DataFixture.properties(
				Map.of("mtdnn.datasets.files.squad-v2.train", "a.json", "mtdnn.datasets.files.squad-v2.evaluation",
						"b.json", "mtdnn.datasets.max-file-size", "5MB", "mtdnn.datasets.max-compression-ratio", "7",
						"mtdnn.datasets.max-row-size", "9KB", "mtdnn.datasets.max-rows", "11",
						"mtdnn.datasets.encoding-threads", "3", "mtdnn.datasets.max-cache-size", "6GB")))
			.isEqualTo(new DatasetsProperties(Map.of("squad-v2", new FileNames("a.json", "b.json")), Map.of(),
					DataSize.ofMegabytes(5), 7, DataSize.ofKilobytes(9), 11, 3, DataSize.ofGigabytes(6)));
		assertThat(folders(Map.of("mtdnn.data-dir", "/a", "mtdnn.cache-dir", "/b")))
			.isEqualTo(new DataFoldersProperties(Path.of("/a"), Path.of("/b")));
	}

	private static DataFoldersProperties folders(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("mtdnn",
				DataFoldersProperties.class);
	}

}
