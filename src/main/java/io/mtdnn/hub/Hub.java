package io.mtdnn.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** A hub with Hugging Face's HTTP API. Safe for concurrent use. */
public interface Hub {

	/**
	 * The commit and the files of a revision.
	 * @throws HubException when the hub does not have it, forbids access to it, or cannot
	 * be reached; or in offline mode
	 */
	HubSnapshot snapshot(HubReference reference);

	/**
	 * Downloads a file and verifies its size and hash. Continues from the part that an
	 * earlier call has stored; the file appears under its name once it is complete,
	 * verified and on disk.
	 * @param snapshot the commit to which the file belongs
	 * @param directory an existing directory
	 * @param cancelled checked about every second; true ends the download
	 * @throws HubException when the hub ends early, sends something other than it lists,
	 * redirects to a place that is not allowed, or stays unavailable
	 * @throws java.util.concurrent.CancellationException when it was cancelled
	 * @throws IOException when the file cannot be written
	 */
	void fetch(HubSnapshot snapshot, HubFile file, Path directory, BooleanSupplier cancelled)
			throws IOException, InterruptedException;

}
