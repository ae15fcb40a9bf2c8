package io.mtdnn.datasets.catalog;

import java.util.List;

import io.mtdnn.datasets.Split;
import io.mtdnn.datasets.formats.ExampleReader;
import io.mtdnn.task.Task;

/**
 * A dataset: what it trains, where its files are, how they are read.
 *
 * @param name its name
 * @param task what it trains
 * @param layouts the sets of files it comes in; training and evaluation files are always
 * of the same one, since another one's evaluation rows may be training rows here
 * @param sample whether the files come with the service
 * @param reader reads the files
 */
record DatasetDefinition(String name, Task task, List<Layout> layouts, boolean sample, ExampleReader reader) {

	DatasetDefinition {
		layouts = List.copyOf(layouts);
	}

	/** Whether the dataset exists only to evaluate on. */
	boolean evaluationOnly() {
		return this.layouts.stream().allMatch((layout) -> layout.train() == null);
	}

	/**
	 * One set of files.
	 *
	 * @param folders sub-folders to look in, in order, "" for the data folder itself;
	 * upper and lower case are equal
	 * @param train name of the training file, also with .gz; null when there is none
	 * @param evaluation name of the evaluation file, also with .gz
	 */
	record Layout(List<String> folders, String train, String evaluation) {

		String file(Split split) {
			return (split == Split.TRAIN) ? this.train : this.evaluation;
		}

	}

}
