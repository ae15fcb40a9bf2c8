package io.mtdnn.registry.imports;

import java.nio.file.Path;
import java.time.Clock;

import io.mtdnn.files.Staging;
import io.mtdnn.hub.HubDownloadFolders;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.node.ConditionalOnRole;
import io.mtdnn.node.NodeRole;
import io.mtdnn.registry.ModelRegistry;
import io.mtdnn.storage.DiskReserve;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ImportConfiguration {

	private final Path cacheDir;

	ImportConfiguration(@Value("${mtdnn.cache-dir:./data/cache}") Path cacheDir) {
		this.cacheDir = cacheDir;
	}

	/** Left-overs of a process that was killed are removed when a process starts. */
	@Bean(initMethod = "removeAbandoned")
	UploadedModels uploadedModels(ImportProperties properties, ObjectProvider<DiskReserve> reserves, Clock clock) {
		return new UploadedModels(properties.maxSize(), reserves.getIfAvailable(() -> DiskReserve.NONE),
				new Staging(this.cacheDir.resolve("imports"), "model-", clock));
	}

	@Bean
	@ConditionalOnRole(NodeRole.API)
	ModelDownloads modelDownloads(ModelImports imports, ModelFactory models, ModelRegistry registry,
			HubDownloadFolders folders) {
		ImportReceiver receiver = new ImportReceiver(imports, models, registry);
		return new ModelDownloads(
				folders.open(UploadedModels.SETTING, this.cacheDir.resolve("model-downloads"), receiver), receiver);
	}

}
