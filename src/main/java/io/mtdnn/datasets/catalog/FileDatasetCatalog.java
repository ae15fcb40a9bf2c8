package io.mtdnn.datasets.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.DatasetCatalog;
import io.mtdnn.datasets.DatasetException;
import io.mtdnn.datasets.EvaluationSet;
import io.mtdnn.datasets.Fingerprint;
import io.mtdnn.datasets.MalformedRow;
import io.mtdnn.datasets.Split;
import io.mtdnn.datasets.catalog.DatasetFiles.Location;
import io.mtdnn.datasets.catalog.Readings.Reading;
import io.mtdnn.datasets.definitions.DatasetDefinition;
import io.mtdnn.datasets.definitions.Declared;
import io.mtdnn.datasets.definitions.Origin;
import io.mtdnn.datasets.formats.ExampleReader;
import io.mtdnn.datasets.formats.Formats;
import io.mtdnn.datasets.formats.LabelSet;
import io.mtdnn.datasets.formats.Part;
import io.mtdnn.datasets.formats.Rows;
import io.mtdnn.datasets.reading.DataStream;
import io.mtdnn.datasets.reading.FileFormatException;
import io.mtdnn.datasets.reading.HeaderException;
import io.mtdnn.datasets.reading.ReadingLimits;
import io.mtdnn.files.Digests;
import io.mtdnn.task.Task;

/** The datasets whose files are in the data folder or included in the service. */
final class FileDatasetCatalog implements DatasetCatalog {

	/**
	 * Maximum number of malformed rows with which the labels of a training file can still
	 * be determined: as many as uploads and plans may allow.
	 */
	private static final int SKIPPED_FOR_LABELS = 1_000_000;

	private final Definitions definitions;

	private final DatasetFiles files;

	private final ReadingLimits limits;

	private final Formats formats;

	private final TrainingLabels labels = new TrainingLabels();

	private final Readings readings = new Readings();

	FileDatasetCatalog(Definitions definitions, DatasetFiles files, DatasetsProperties properties) {
		this.definitions = definitions;
		this.files = files;
		this.limits = properties.limits();
		this.formats = new Formats(this.limits);
		requireKnown(properties.files());
	}

	@Override
	public List<String> names() {
		return this.definitions.names();
	}

	@Override
	public Task task(String dataset) {
		DatasetDefinition trained = this.definitions.trained(this.definitions.get(dataset));
		return trained.task(labels(trained));
	}

	private List<String> labels(DatasetDefinition dataset) {
		if (!dataset.labelsFromTraining()) {
			return dataset.labels();
		}
		Location file = this.files.locate(dataset, Split.TRAIN);
		return this.labels.of(dataset, file, () -> {
			LabelSet learned = LabelSet.learning();
			try (InputStream in = file.resource().getInputStream()) {
				read(dataset, Split.TRAIN, file, in, learned, SKIPPED_FOR_LABELS);
				return learned.labels();
			}
			catch (IOException ex) {
				throw unreadable(dataset.name(), file, ex);
			}
		});
	}

	@Override
	public List<EvaluationSet> evaluations(String dataset) {
		DatasetDefinition own = this.definitions.get(dataset);
		List<EvaluationSet> sets = new ArrayList<>();
		if (!own.trainingOnly()) {
			sets.add(new EvaluationSet(dataset, true));
		}
		for (Declared other : this.definitions.all().values()) {
			if (other.definition() != null && own.name().equals(other.definition().evaluationOf())) {
				sets.add(new EvaluationSet(other.name(), isPresent(other.definition())));
			}
		}
		return sets;
	}

	/** False also if the file cannot be used, because another one's task needs none. */
	private boolean isPresent(DatasetDefinition set) {
		try {
			return this.files.find(set, Split.EVALUATION).isPresent();
		}
		catch (DatasetException ex) {
			return false;
		}
	}

	@Override
	public List<String> missing(String dataset) {
		return splits(dataset).flatMap((split) -> missing(dataset, split).stream()).distinct().toList();
	}

	/** The splits that need a file; all for a dataset at fault. */
	private Stream<Split> splits(String dataset) {
		Declared declared = this.definitions.all().get(dataset);
		boolean trainingOnly = declared != null && declared.definition() != null
				&& declared.definition().trainingOnly();
		return Stream.of(Split.values()).filter((split) -> !trainingOnly || split == Split.TRAIN);
	}

	@Override
	public Optional<String> missing(String dataset, Split split) {
		try {
			this.files.locate(this.definitions.get(dataset), split);
			return Optional.empty();
		}
		catch (DatasetException ex) {
			return Optional.of(String.valueOf(ex.getMessage()));
		}
	}

	@Override
	public int choices(String dataset) {
		return this.definitions.get(dataset).choices();
	}

	@Override
	public Fingerprint fingerprint(String dataset, Split split) {
		DatasetDefinition definition = this.definitions.get(dataset);
		Location file = this.files.locate(definition, split);
		try (InputStream in = file.resource().getInputStream()) {
			return new Fingerprint(file.name(), hash(definition, split, file, DataStream.sha256(in)));
		}
		catch (IOException ex) {
			throw unreadable(dataset, file, ex);
		}
	}

	private static DatasetException unreadable(String dataset, Location file, IOException ex) {
		return new DatasetException(dataset,
				"dataset '" + dataset + "': " + file.path() + " cannot be read (" + ex.getMessage() + ")", List.of(),
				ex);
	}

	@Override
	public Dataset read(String dataset, Split split, int maxSkippedRows) {
		if (maxSkippedRows < 0) {
			throw new IllegalArgumentException("maxSkippedRows " + maxSkippedRows);
		}
		DatasetDefinition definition = this.definitions.get(dataset);
		Location file = this.files.locate(definition, split);
		String state = state(definition, split, file);
		try (InputStream in = file.resource().getInputStream()) {
			Dataset read = read(definition, split, file, in, maxSkippedRows);
			if (read.skipped().isEmpty()) {
				this.readings.read(dataset, state, read);
			}
			return read;
		}
		catch (IOException ex) {
			throw unreadable(dataset, file, ex);
		}
	}

	@Override
	public Dataset first(String dataset, Split split, int count) {
		DatasetDefinition definition = this.definitions.get(dataset);
		DatasetDefinition trained = this.definitions.trained(definition);
		Location file = this.files.locate(definition, split);
		List<String> names = labels(trained);
		LabelSet labels = LabelSet.of(names, trained.values(definition, names));
		Rows rows = Rows.first(dataset, file.name(), count);
		try (InputStream raw = file.resource().getInputStream();
				DataStream in = DataStream.open(raw, file.name(), this.limits)) {
			reader(definition, split, file, labels).read(in, rows);
		}
		catch (Rows.Enough ex) {
			// the rest is not of interest
		}
		catch (IOException ex) {
			throw unreadable(dataset, file, ex);
		}
		rows.complete();
		return new Dataset(trained.task(names), split, rows.examples(), List.of(), List.of(file.path()), "");
	}

	private ExampleReader reader(DatasetDefinition dataset, Split split, Location file, LabelSet labels) {
		return this.formats.reader(dataset, file.set().format(), labels, new Part(split, file.set().evaluationShare()));
	}

	/**
	 * Reads a split from a stream.
	 * @throws IOException when the stream breaks off
	 */
	Dataset read(DatasetDefinition dataset, Split split, Location file, InputStream in, int maxSkippedRows)
			throws IOException {
		return read(dataset, split, file, in, labelSet(dataset, split), maxSkippedRows);
	}

	/**
	 * The result of reading a file.
	 * @param read whether to read the file if the result is unknown
	 */
	Optional<Reading> reading(DatasetDefinition dataset, Split split, Location file, boolean read) {
		String state = state(dataset, split, file);
		Optional<Reading> known = this.readings.of(dataset.name(), split, state);
		if (known.isPresent() || !read) {
			return known;
		}
		try {
			read(dataset.name(), split, 0);
		}
		catch (DatasetException ex) {
			return Optional.of(this.readings.failed(dataset.name(), split, state, ex));
		}
		return this.readings.of(dataset.name(), split, state);
	}

	/** A value that changes when the result of reading a split may change. */
	private String state(DatasetDefinition dataset, Split split, Location file) {
		String own = state(dataset, file);
		try {
			DatasetDefinition trained = this.definitions.trained(dataset);
			String labels = " " + trained.labels() + trained.labelValues();
			return (trained.labelsFromTraining() && split == Split.EVALUATION)
					? own + labels + this.files.find(trained, Split.TRAIN).map((train) -> state(trained, train))
					: own + labels;
		}
		catch (DatasetException ex) {
			return own + " " + ex.getMessage();
		}
	}

	private static String state(DatasetDefinition dataset, Location file) {
		return dataset.hash(file.set()) + " " + file.state();
	}

	private LabelSet labelSet(DatasetDefinition dataset, Split split) {
		DatasetDefinition trained = this.definitions.trained(dataset);
		if (trained.labelsFromTraining() && split == Split.TRAIN) {
			return LabelSet.learning();
		}
		List<String> labels = labels(trained);
		return LabelSet.of(labels, trained.values(dataset, labels));
	}

	private Dataset read(DatasetDefinition dataset, Split split, Location file, InputStream raw, LabelSet labels,
			int maxSkippedRows) throws IOException {
		Rows rows = new Rows(dataset.name(), file.name(), maxSkippedRows, this.limits.rows());
		try (DataStream in = DataStream.open(raw, file.name(), this.limits)) {
			reader(dataset, split, file, labels).read(in, rows);
			String sha256 = hash(dataset, split, file, in.sha256());
			rows.complete();
			Task task = this.definitions.trained(dataset).task(labels.labels());
			return new Dataset(task, split, rows.examples(), rows.skipped(), List.of(file.path()), sha256);
		}
		catch (FileFormatException ex) {
			String message = "dataset '" + dataset.name() + "': " + shown(dataset, file) + " " + ex.getMessage();
			throw new DatasetException(dataset.name(), message, malformed(ex, file, rows), ex);
		}
	}

	private static List<MalformedRow> malformed(FileFormatException ex, Location file, Rows rows) {
		return (ex instanceof HeaderException header)
				? List.of(new MalformedRow(file.name(), "header", header.expected(), header.actual())) : rows.skipped();
	}

	/**
	 * The hash of a split's examples: that of the file for shipped definitions, which do
	 * not change, otherwise also of the definition, so that a run notices when it reads
	 * the same file in another way.
	 */
	private String hash(DatasetDefinition dataset, Split split, Location file, String sha256) {
		if (dataset.origin().shipped() && file.set().evaluationShare() == 0) {
			return sha256;
		}
		return Digests.sha256(sha256 + " " + dataset.hash(file.set())
				+ ((file.set().evaluationShare() > 0) ? " " + split : "") + inheritedValues(dataset));
	}

	/** The values of labels that an evaluation set has from its dataset, if any. */
	private String inheritedValues(DatasetDefinition dataset) {
		List<String> values = (dataset.evaluationOnly() && dataset.labelValues().isEmpty())
				? this.definitions.trained(dataset).labelValues() : List.of();
		return values.isEmpty() ? "" : " " + values;
	}

	/** The path to which users copy the file themselves. */
	private static Object shown(DatasetDefinition dataset, Location file) {
		return (dataset.origin() == Origin.UPLOAD) ? file.name() : file.path();
	}

	private void requireKnown(Map<String, ?> configured) {
		List<String> official = this.definitions.official();
		for (String name : configured.keySet()) {
			if (official.stream().noneMatch((known) -> known.equals(name) || known.replace("-", "").equals(name))) {
				throw new IllegalArgumentException(
						"mtdnn.datasets.files names the unknown dataset '" + name + "'; known datasets: " + official);
			}
		}
	}

}
