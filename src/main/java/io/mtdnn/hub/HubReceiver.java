package io.mtdnn.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Receives downloaded directories, decides which files it needs, and checks them. A
 * message of any {@link RuntimeException} is for callers; a {@link HubException} also
 * says what kind of problem it is.
 */
public interface HubReceiver {

	/**
	 * Names of small files that are fetched first, if the repository has them, before a
	 * request is accepted.
	 */
	List<String> first();

	/**
	 * Names of the files that are needed besides, after a check of those fetched first.
	 * @param order the requested download
	 * @param directory the directory with the files fetched first
	 * @param available names of all files of the repository
	 * @throws RuntimeException when the directory cannot be used
	 */
	List<String> others(HubOrder order, Path directory, Set<String> available);

	/** Whether something with that name exists that was not downloaded or is complete. */
	boolean contains(String name);

	/**
	 * Checks a complete directory and takes it over, by a rename within the folder of the
	 * downloads or by a copy. Remaining files are deleted.
	 * @throws RuntimeException when the directory cannot be used
	 */
	void receive(HubOrder order, Path directory, HubSnapshot origin) throws IOException;

}
