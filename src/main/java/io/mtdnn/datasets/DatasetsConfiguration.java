package io.mtdnn.datasets;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatasetsConfiguration {

	@Bean
	DatasetCatalog datasetCatalog(DataFoldersProperties folders, DatasetsProperties properties) {
		return new FileDatasetCatalog(new OfficialDatasets(properties).definitions(),
				new DatasetFiles(new DataFolder(folders.dataDir()), properties), properties);
	}

	@Bean
	EncodedDatasets encodedDatasets(DataFoldersProperties folders, DatasetsProperties properties) {
		FeatureCache cache = new FeatureCache(folders.cacheDir().resolve("features"), properties.maxCacheSize());
		return new CachedEncodedDatasets(cache, new ParallelEncoding(properties.encodingThreads()));
	}

}
