package io.mtdnn.datasets.definitions;

import java.util.List;

import io.mtdnn.datasets.Split;
import org.jspecify.annotations.Nullable;

/**
 * One set of files that a dataset comes in.
 *
 * @param folders sub-folders of the data folder to look in, in order, "" for itself;
 * upper and lower case are equal
 * @param train name of the training file, also with .gz; null when there is none
 * @param evaluation name of the evaluation file, also with .gz; null when there is none
 * @param evaluationShare the share of the training file's rows that are for evaluation
 * instead; 0 when the evaluation has a file of its own
 */
public record FileSet(List<String> folders, @Nullable String train, @Nullable String evaluation, double evaluationShare,
		RowFormat format) {

	public FileSet {
		folders = List.copyOf(folders);
	}

	/** The file of a split; null when there is none. */
	public @Nullable String file(Split split) {
		return (split == Split.TRAIN || this.evaluationShare > 0) ? this.train : this.evaluation;
	}

}
