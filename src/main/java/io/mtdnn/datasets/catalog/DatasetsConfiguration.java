package io.mtdnn.datasets.catalog;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Ticker;
import io.mtdnn.artifacts.ArtifactStore;
import io.mtdnn.datasets.DatasetUses;
import io.mtdnn.datasets.EncodedDatasets;
import io.mtdnn.datasets.definitions.Declared;
import io.mtdnn.datasets.features.CachedEncodedDatasets;
import io.mtdnn.datasets.samples.DatasetSamples;
import io.mtdnn.datasets.uploads.UploadedDatasets;
import io.mtdnn.files.Staging;
import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.storage.DiskReserve;
import io.mtdnn.storage.WrittenFolder;
import io.mtdnn.tokenization.TokenizerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class DatasetsConfiguration {

	@Bean
	UploadedDatasets uploadedDatasets(ArtifactStore store, JsonMapper json) {
		return new UploadedDatasets(store, json, Ticker.systemTicker());
	}

	@Bean
	Definitions datasetDefinitions(DataFoldersProperties folders, DatasetsProperties properties,
			UploadedDatasets uploads) {
		return definitions(folders.dataDir(), properties, uploads);
	}

	static Definitions definitions(Path dataFolder, DatasetsProperties properties, Supplier<List<Declared>> uploads) {
		List<Declared> shipped = ShippedDatasets.definitions()
			.stream()
			.map((definition) -> Declared.of(definition, "the service"))
			.toList();
		List<Declared> configured = properties.declared();
		return new Definitions(List.of(() -> shipped, () -> configured, new FolderDatasets(dataFolder), uploads));
	}

	@Bean
	DatasetFiles datasetFiles(DataFoldersProperties folders, DatasetsProperties properties, UploadedDatasets uploads) {
		return new DatasetFiles(new DataFolder(folders.dataDir()), properties, uploads::file);
	}

	@Bean
	FileDatasetCatalog datasetCatalog(Definitions definitions, DatasetFiles files, DatasetsProperties properties) {
		return new FileDatasetCatalog(definitions, files, properties);
	}

	@Bean
	DatasetOverviews datasetOverviews(Definitions definitions, DatasetFiles files, FileDatasetCatalog catalog) {
		return new DatasetOverviews(definitions, files, catalog);
	}

	@Bean
	UploadBounds uploadBounds(DataFoldersProperties folders, DatasetsProperties properties,
			ObjectProvider<DiskReserve> reserves) {
		return new UploadBounds(properties.maxFileSize(), reserves.getIfAvailable(() -> DiskReserve.NONE),
				staging(folders));
	}

	@Bean
	DatasetUploads datasetUploads(Definitions definitions, FileDatasetCatalog catalog, UploadedDatasets store,
			ObjectProvider<DatasetUses> uses, Staging staging, UploadBounds bounds) {
		DatasetUses used = uses.getIfAvailable(() -> (dataset, unfinished) -> Optional.empty());
		return new DatasetUploads(definitions, catalog, store, used, staging, bounds::whileThereIsRoom);
	}

	private static Path staging(DataFoldersProperties folders) {
		return folders.cacheDir().resolve("uploads");
	}

	/** Left-overs of a process that was killed are removed when a process starts. */
	@Bean(initMethod = "removeAbandoned")
	Staging uploadStaging(DataFoldersProperties folders, Clock clock) {
		return new Staging(staging(folders), "upload-", clock);
	}

	@Bean
	DatasetSamples datasetSamples(EncoderCatalog encoders, TokenizerFactory tokenizers) {
		return new DatasetSamples(encoders, tokenizers);
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
