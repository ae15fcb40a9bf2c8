package io.mtdnn.datasets.definitions;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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

	/** Whether a name is that of a file or folder below the data folder. */
	public static boolean isInside(String name) {
		try {
			return !name.isBlank() && name.indexOf('\\') < 0 && !Path.of(name).isAbsolute()
					&& Stream.of(name.split("/")).noneMatch(".."::equals);
		}
		catch (InvalidPathException ex) {
			return false;
		}
	}

	/** The file of a split; null when there is none. */
	public @Nullable String file(Split split) {
		return (split == Split.TRAIN || this.evaluationShare > 0) ? this.train : this.evaluation;
	}

}
