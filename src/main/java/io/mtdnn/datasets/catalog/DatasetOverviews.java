package io.mtdnn.datasets.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.mtdnn.datasets.DatasetException;
import io.mtdnn.datasets.DatasetNotFoundException;
import io.mtdnn.datasets.Split;
import io.mtdnn.datasets.catalog.DatasetFiles.Location;
import io.mtdnn.datasets.catalog.Readings.Reading;
import io.mtdnn.datasets.definitions.DatasetDefinition;
import io.mtdnn.datasets.definitions.Declared;
import io.mtdnn.datasets.uploads.UploadedDatasets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists the declared datasets with the files that were found. */
public final class DatasetOverviews {

	/** Files up to this size are read for a list; larger ones only on request. */
	private static final long READ_FOR_LISTS = 4 << 20;

	private static final Logger logger = LoggerFactory.getLogger(DatasetOverviews.class);

	private final Definitions definitions;

	private final DatasetFiles files;

	private final FileDatasetCatalog catalog;

	DatasetOverviews(Definitions definitions, DatasetFiles files, FileDatasetCatalog catalog) {
		this.definitions = definitions;
		this.files = files;
		this.catalog = catalog;
	}

	/** Every declared dataset, by name. */
	public List<DatasetOverview> list() {
		return this.definitions.all().values().stream().map((declared) -> of(declared, READ_FOR_LISTS)).toList();
	}

	/**
	 * One dataset, whose files are read.
	 * @throws DatasetNotFoundException when there is none
	 */
	public DatasetOverview get(String name) {
		Declared declared = this.definitions.all().get(name);
		if (declared == null) {
			throw new DatasetNotFoundException(name, this.definitions.names());
		}
		return of(declared, Long.MAX_VALUE);
	}

	private DatasetOverview of(Declared declared, long readUpTo) {
		List<String> missing = new ArrayList<>(declared.messages());
		DatasetDefinition definition = declared.definition();
		if (definition == null) {
			return new DatasetOverview(declared.name(), null, null, null, null, null, false, false, missing, null,
					null);
		}
		SplitOverview train = split(definition, Split.TRAIN, readUpTo, missing);
		SplitOverview evaluation = split(definition, Split.EVALUATION, readUpTo, missing);
		boolean complete = (train != null || definition.evaluationOnly())
				&& (evaluation != null || definition.trainingOnly());
		boolean usable = complete && readable(train) && readable(evaluation);
		return new DatasetOverview(definition.name(), definition.origin(), definition.head().label(),
				(train != null || !definition.labelsFromTraining()) ? labels(definition) : null,
				definition.mainMetric(), definition.evaluationOf(), definition.trainingOnly(), usable, missing, train,
				evaluation);
	}

	private static boolean readable(@Nullable SplitOverview split) {
		return split == null || split.fault() == null;
	}

	private @Nullable SplitOverview split(DatasetDefinition dataset, Split split, long readUpTo, List<String> missing) {
		if ((split == Split.TRAIN) ? dataset.evaluationOnly() : dataset.trainingOnly()) {
			return null;
		}
		try {
			Location file = this.files.locate(dataset, split);
			long bytes = file.resource().contentLength();
			Optional<Reading> reading = this.catalog.reading(dataset, split, file, bytes <= readUpTo);
			reading.map(Reading::fault).ifPresent(missing::add);
			return new SplitOverview(file.name(), bytes, reading.map(Reading::rows).orElse(null),
					reading.map(Reading::fault).orElse(null), reading.map(Reading::rejected).orElse(List.of()));
		}
		catch (DatasetException | IOException ex) {
			missing.add(ex.getMessage());
			return null;
		}
		catch (UncheckedIOException ex) {
			logger.warn("The files of dataset {} cannot be read", dataset.name(), ex);
			missing.add("dataset '" + dataset.name() + "': its " + UploadedDatasets.part(split)
					+ " file cannot be read at the moment; the service's log contains the cause");
			return null;
		}
	}

	private @Nullable List<String> labels(DatasetDefinition dataset) {
		if (!dataset.labelsFromTraining()) {
			return dataset.labels();
		}
		return this.files.find(dataset, Split.TRAIN)
			.flatMap((file) -> this.catalog.reading(dataset, Split.TRAIN, file, false))
			.map(Reading::labels)
			.orElse(null);
	}

}
