package io.mtdnn.datasets;

import java.util.List;

import io.mtdnn.task.Task;

/** The datasets this service knows. */
public interface DatasetCatalog {

	/** Names of all known datasets, sorted. */
	List<String> names();

	/**
	 * The task a dataset trains.
	 * @throws DatasetException when there is no such dataset; the message lists those that exist
	 */
	Task task(String dataset);

	/**
	 * Reads a split whole.
	 * @param limit the first so many examples only; 0 for all
	 * @param maxSkippedRows how many malformed rows may be left out
	 * @throws DatasetException when the files are missing, damaged, or have more malformed rows than allowed
	 */
	Dataset read(String dataset, Split split, int limit, int maxSkippedRows);

}
