package io.mtdnn.pretrained;

import java.util.List;
import java.util.Optional;

import io.mtdnn.hub.HubDownload;
import io.mtdnn.hub.HubException;
import io.mtdnn.hub.HubReference;

/** Downloads encoders from a hub into the folder of encoders. */
public interface EncoderDownloads {

	/**
	 * Starts a download, after its configuration has been checked. Once it is complete,
	 * verified and usable, it is an encoder of the {@link EncoderCatalog}.
	 * @throws HubException when the hub does not have it, it cannot be used, or the name
	 * is taken
	 */
	HubDownload start(String name, HubReference reference);

	/** Downloads under way or failed. */
	List<HubDownload> list();

	/** A download under way or failed. */
	Optional<HubDownload> find(String name);

	/**
	 * Cancels a download and deletes what it has stored.
	 * @return false if there is none
	 */
	boolean cancel(String name);

}
