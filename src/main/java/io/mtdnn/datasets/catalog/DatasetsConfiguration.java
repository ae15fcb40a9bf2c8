package io.mtdnn.datasets.catalog;

import java.nio.file.Path;
import java.util.List;

import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.EncodedDatasets;
import io.mtdnn.datasets.features.CachedEncodedDatasets;
import io.mtdnn.storage.DiskReserve;
import io.mtdnn.storage.WrittenFolder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatasetsConfiguration {

	@Bean
	DatasetCatalog datasetCatalog(DataFoldersProperties folders, DatasetsProperties properties) {
		return new FileDatasetCatalog(definitions(folders.dataDir(), properties),
				new DatasetFiles(new DataFolder(folders.dataDir()), properties), properties);
	}

	static Definitions definitions(Path dataFolder, DatasetsProperties properties) {
		List<Declared> shipped = ShippedDatasets.definitions()
			.stream()
			.map((definition) -> Declared.of(definition, "the service"))
			.toList();
		List<Declared> configured = properties.declared();
		return new Definitions(List.of(() -> shipped, () -> configured, new FolderDatasets(dataFolder)));
	}

	@Bean
	WrittenFolder cacheFolder(DataFoldersProperties folders) {
		return WrittenFolder.of("mtdnn.cache-dir", folders.cacheDir());
	}

	@Bean
	EncodedDatasets encodedDatasets(DataFoldersProperties folders, DatasetsProperties properties,
			ObjectProvider<DiskReserve> reserves) {
		DiskReserve reserve = reserves.getIfAvailable(() -> DiskReserve.NONE);
		Path folder = folders.cacheDir().resolve("features");
		return new CachedEncodedDatasets(folder, properties.maxCacheSize(),
				() -> reserve.shortage("mtdnn.cache-dir", folder, 0).isEmpty(), properties.encodingThreads());
	}

}
