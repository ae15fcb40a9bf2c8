package io.mtdnn.registry.imports;

import java.nio.file.Path;

import io.mtdnn.storage.DiskReserve;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ImportConfiguration {

	@Bean
	UploadedModels uploadedModels(ImportProperties properties, ObjectProvider<DiskReserve> reserves,
			@Value("${mtdnn.cache-dir:./data/cache}") Path cacheDir) {
		return new UploadedModels(properties.maxSize(), reserves.getIfAvailable(() -> DiskReserve.NONE),
				cacheDir.resolve("imports"));
	}

}
