package io.mtdnn.hub.downloads;

import java.time.Instant;

import io.mtdnn.hub.HubSnapshot;

/**
 * A download as it is stored, in {@code download.json}.
 *
 * @param id unique, so that a process notices that its download was cancelled and another
 * one of the same name began
 * @param snapshot the commit and the files that are wanted of it
 * @param startedAt time of the request
 */
record StoredDownload(String id, HubSnapshot snapshot, Instant startedAt) {

	long totalBytes() {
		return this.snapshot.files().stream().mapToLong((file) -> file.size()).sum();
	}

}
