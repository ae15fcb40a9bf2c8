package io.mtdnn.datasets.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.DatasetException;
import io.mtdnn.datasets.EvaluationSet;
import io.mtdnn.datasets.Fingerprint;
import io.mtdnn.datasets.Split;
import io.mtdnn.datasets.catalog.DatasetFiles.Location;
import io.mtdnn.datasets.formats.Rows;
import io.mtdnn.datasets.reading.DataStream;
import io.mtdnn.datasets.reading.FileFormatException;
import io.mtdnn.datasets.reading.ReadingLimits;
import io.mtdnn.task.Excerpt;
import io.mtdnn.task.Task;

/** The datasets whose files lie in the data folder or come with the service. */
final class FileDatasetCatalog implements DatasetCatalog {

	private final Map<String, DatasetDefinition> definitions = new TreeMap<>();

	private final DatasetFiles files;

	private final ReadingLimits limits;

	FileDatasetCatalog(List<DatasetDefinition> definitions, DatasetFiles files, DatasetsProperties properties) {
		definitions.forEach((definition) -> this.definitions.put(definition.name(), definition));
		this.files = files;
		this.limits = properties.limits();
		requireKnown(properties.files());
	}

	@Override
	public List<String> names() {
		return this.definitions.values()
			.stream()
			.filter((definition) -> !definition.evaluationOnly())
			.map(DatasetDefinition::name)
			.toList();
	}

	@Override
	public Task task(String dataset) {
		return definition(dataset).task();
	}

	@Override
	public List<EvaluationSet> evaluations(String dataset) {
		DatasetDefinition own = definition(dataset);
		List<EvaluationSet> sets = new ArrayList<>(List.of(new EvaluationSet(dataset, true)));
		for (DatasetDefinition other : this.definitions.values()) {
			if (other.evaluationOnly() && !own.evaluationOnly() && other.task().equals(own.task())) {
				sets.add(new EvaluationSet(other.name(), this.files.find(other, Split.EVALUATION).isPresent()));
			}
		}
		return sets;
	}

	@Override
	public List<String> missing(String dataset) {
		DatasetDefinition definition = definition(dataset);
		List<String> missing = new ArrayList<>();
		for (Split split : Split.values()) {
			try {
				this.files.locate(definition, split);
			}
			catch (DatasetException ex) {
				missing.add(ex.getMessage());
			}
		}
		return missing;
	}

	@Override
	public Fingerprint fingerprint(String dataset, Split split) {
		Location file = this.files.locate(definition(dataset), split);
		try (InputStream in = file.resource().getInputStream()) {
			return new Fingerprint(file.name(), DataStream.sha256(in));
		}
		catch (IOException ex) {
			throw new DatasetException(dataset,
					"dataset '" + dataset + "': " + file.path() + " cannot be read (" + ex.getMessage() + ")",
					List.of(), ex);
		}
	}

	@Override
	public Dataset read(String dataset, Split split, int maxSkippedRows) {
		if (maxSkippedRows < 0) {
			throw new IllegalArgumentException("maxSkippedRows " + maxSkippedRows);
		}
		DatasetDefinition definition = definition(dataset);
		Location file = this.files.locate(definition, split);
		Rows rows = new Rows(dataset, file.name(), maxSkippedRows, this.limits.rows());
		try (DataStream in = DataStream.open(file.resource().getInputStream(), file.name(), this.limits)) {
			definition.reader().read(in, rows);
			String sha256 = in.sha256();
			rows.complete();
			return new Dataset(definition.task(), split, rows.examples(), rows.skipped(), List.of(file.path()), sha256);
		}
		catch (FileFormatException ex) {
			throw fault(dataset, file, ex.getMessage(), rows, ex);
		}
		catch (IOException ex) {
			throw fault(dataset, file, "cannot be read (" + ex.getMessage() + ")", rows, ex);
		}
	}

	private static DatasetException fault(String dataset, Location file, String what, Rows rows, IOException cause) {
		String message = "dataset '" + dataset + "': " + file.path() + " " + what;
		return new DatasetException(dataset, message, rows.skipped(), cause);
	}

	private DatasetDefinition definition(String dataset) {
		DatasetDefinition definition = this.definitions.get(dataset);
		if (definition == null) {
			throw new DatasetException(dataset,
					"unknown dataset '" + Excerpt.of(dataset) + "'; there are " + String.join(", ", names()));
		}
		return definition;
	}

	private void requireKnown(Map<String, ?> configured) {
		for (String name : configured.keySet()) {
			if (this.definitions.values()
				.stream()
				.noneMatch((known) -> !known.sample()
						&& (known.name().equals(name) || known.name().replace("-", "").equals(name)))) {
				throw new IllegalArgumentException(
						"mtdnn.datasets.files names the unknown dataset '" + name + "'; file names can be set for "
								+ this.definitions.values()
									.stream()
									.filter((known) -> !known.sample())
									.map(DatasetDefinition::name)
									.toList());
			}
		}
	}

}
