package io.mtdnn.datasets.definitions;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A user's declaration of a dataset. Absent fields have defaults.
 *
 * @param name letters, digits, {@code .}, {@code _} and {@code -}; the folder's name, or
 * the setting's, when left out
 * @param head {@code span}, {@code multiple-choice}, {@code classification} or another
 * kind of head
 * @param format {@code squad}, {@code csv}, {@code tsv} or {@code json-lines}, each also
 * gzip-compressed
 * @param quoted whether cells may be in quotation marks; by default those of {@code csv}
 * may
 * @param header whether the first row of a table names its columns; true by default
 * @param columnCount cells of each row of a table without a header; as many as its first
 * row has by default
 * @param columns where the parts of an example are in a row
 * @param labels the labels; those of the training file by default
 * @param labelValues value in the files for each label, in their order; by default the
 * labels themselves
 * @param ignoredLabels rows with one of these labels are skipped
 * @param unanswerable whether questions without an answer are allowed; true by default
 * @param metric the main metric; the usual one of the head by default
 * @param evaluationOf the dataset whose task is evaluated on this one
 * @param trainingOnly whether it has no evaluation rows; false by default
 * @param train name of the training file
 * @param evaluation name of the evaluation file
 * @param evaluationShare share of the training file's rows that are for evaluation
 * instead, when there is no evaluation file; chosen by their text, so that equal rows
 * stay together
 * @param folders sub-folders of the data folder to look in; that of the
 * {@code dataset.yml} by default
 * @param files several sets of files, instead of the five fields before
 */
public record DatasetEntry(@Nullable String name, @Nullable String head, @Nullable String format,
		@Nullable Boolean quoted, @Nullable Boolean header, @Nullable Integer columnCount, @Nullable Columns columns,
		@Nullable List<String> labels, @Nullable List<String> labelValues, @Nullable List<String> ignoredLabels,
		@Nullable Boolean unanswerable, @Nullable String metric, @Nullable String evaluationOf,
		@Nullable Boolean trainingOnly, @Nullable String train, @Nullable String evaluation,
		@Nullable Double evaluationShare, @Nullable List<String> folders, @Nullable List<Files> files) {

	/**
	 * One of several sets of files. Absent fields have the values of the entry.
	 *
	 * @param folders sub-folders of the data folder to look in
	 * @param train name of the training file
	 * @param evaluation name of the evaluation file
	 * @param format format of these files
	 * @param columns where the parts of an example are in their rows
	 */
	public record Files(@Nullable List<String> folders, @Nullable String train, @Nullable String evaluation,
			@Nullable String format, @Nullable Columns columns) {

	}

}
