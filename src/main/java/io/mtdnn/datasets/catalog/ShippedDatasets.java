package io.mtdnn.datasets.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.mtdnn.datasets.definitions.DatasetDefinition;
import io.mtdnn.datasets.definitions.EntryCheck;
import io.mtdnn.datasets.definitions.Origin;
import io.mtdnn.datasets.definitions.YamlEntries;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The datasets whose definitions are included in the service, one YAML file each. */
final class ShippedDatasets {

	private static final String PLACE = "classpath*:/io/mtdnn/datasets/";

	private ShippedDatasets() {
	}

	static List<DatasetDefinition> definitions() {
		List<DatasetDefinition> all = new ArrayList<>(definitions("official", Origin.OFFICIAL));
		all.addAll(definitions("sample", Origin.SAMPLE));
		return all;
	}

	private static List<DatasetDefinition> definitions(String folder, Origin origin) {
		List<DatasetDefinition> definitions = new ArrayList<>();
		try {
			for (Resource file : new PathMatchingResourcePatternResolver().getResources(PLACE + folder + "/*.yml")) {
				String name = String.valueOf(file.getFilename()).replace(".yml", "");
				definitions.add(EntryCheck.definition(YamlEntries.read(file.getContentAsString(StandardCharsets.UTF_8)),
						name, name, origin));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return definitions;
	}

}
