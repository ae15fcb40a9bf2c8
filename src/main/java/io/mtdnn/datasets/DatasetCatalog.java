package io.mtdnn.datasets;

import java.util.List;
import java.util.Optional;

import io.mtdnn.task.Task;

/** All datasets of this service. */
public interface DatasetCatalog {

	/** Names of all known datasets, sorted. */
	List<String> names();

	/**
	 * The task a dataset trains.
	 * @throws DatasetException when the dataset does not exist; the message lists those
	 * that exist
	 */
	Task task(String dataset);

	/**
	 * The evaluation sets of a dataset: its own evaluation file first, unless it is for
	 * training only; then, for {@code mnli}, {@code mnli-mismatched}. All belong to the
	 * dataset's task.
	 * @throws DatasetException when there is no such dataset
	 */
	default List<EvaluationSet> evaluations(String dataset) {
		return List.of(new EvaluationSet(dataset, true));
	}

	/**
	 * Describes the missing files of a dataset: one sentence for each split without a
	 * file.
	 * @throws DatasetException when there is no such dataset
	 */
	default List<String> missing(String dataset) {
		return List.of();
	}

	/**
	 * The sentence for a split without a file; empty when there is one.
	 * @throws DatasetException when there is no such dataset
	 */
	default Optional<String> missing(String dataset, Split split) {
		return Optional.empty();
	}

	/**
	 * The number of choices of every row of a dataset; 0 when rows may have different
	 * numbers or no choices.
	 * @throws DatasetException when there is no such dataset
	 */
	default int choices(String dataset) {
		return 0;
	}

	/**
	 * Hashes the file of a split, which is much faster than reading it.
	 * @throws DatasetException when there is no such dataset or file, or it cannot be
	 * read
	 */
	Fingerprint fingerprint(String dataset, Split split);

	/**
	 * Reads a split.
	 * @param maxSkippedRows maximum number of malformed rows to skip
	 * @throws DatasetException when the files are missing, damaged, or have more
	 * malformed rows than allowed
	 */
	Dataset read(String dataset, Split split, int maxSkippedRows);

	/**
	 * Reads the first examples of a split, and no more of its file than that requires.
	 * @param count maximum number of examples
	 * @throws DatasetException when the files are missing, or one of these rows is
	 * malformed
	 */
	default Dataset first(String dataset, Split split, int count) {
		Dataset all = read(dataset, split, 0);
		return new Dataset(all.task(), split, all.examples().subList(0, Math.min(count, all.examples().size())),
				List.of(), all.files(), "");
	}

}
