package io.mtdnn.datasets.catalog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.Split;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** A data folder for tests and the catalog over it. */
record DataFixture(Path folder) {

	static DatasetsProperties properties(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("mtdnn.datasets",
				DatasetsProperties.class);
	}

	DataFixture with(String file, String text) {
		return with(file, text.getBytes(StandardCharsets.UTF_8));
	}

	DataFixture with(String file, byte[] bytes) {
		try {
			Path path = this.folder.resolve(file);
			Files.createDirectories(path.getParent());
			Files.write(path, bytes);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	DatasetCatalog catalog(String... settings) {
		Map<String, String> map = new HashMap<>();
		for (int i = 0; i < settings.length; i += 2) {
			map.put(settings[i], settings[i + 1]);
		}
		DatasetsProperties properties = properties(map);
		return new FileDatasetCatalog(DatasetsConfiguration.definitions(this.folder, properties, List::of),
				new DatasetFiles(new DataFolder(this.folder), properties, (dataset, split) -> Optional.empty()),
				properties);
	}

	Dataset train(String dataset) {
		return catalog().read(dataset, Split.TRAIN, 0);
	}

	static byte[] gzip(String text) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

}
