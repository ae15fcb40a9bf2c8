package io.mtdnn.hub;

import java.util.List;
import java.util.Optional;

/**
 * Downloads into one folder. Their state is in that folder, so that every process that
 * shares it sees the same, and any of them continues the downloads of another one that
 * has ended.
 */
public interface HubDownloads extends AutoCloseable {

	/**
	 * Starts a download in the background, after the hub has been asked and the files
	 * fetched first have been checked. A request for a download under way changes
	 * nothing.
	 * @throws HubException when it cannot be started; then nothing is stored
	 */
	HubDownload start(HubOrder order);

	/** A download under way or failed; empty if it is complete or was never started. */
	Optional<HubDownload> find(String name);

	/** All downloads under way or failed, by name. */
	List<HubDownload> list();

	/**
	 * Ends a download and deletes what it has stored.
	 * @return false if there is none
	 */
	boolean cancel(String name);

	/** Ends the threads; the next start continues the downloads. */
	@Override
	void close();

}
