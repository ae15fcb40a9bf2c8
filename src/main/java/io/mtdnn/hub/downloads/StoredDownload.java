package io.mtdnn.hub.downloads;

import java.time.Instant;
import java.util.Objects;

import io.mtdnn.hub.HubOrder;
import io.mtdnn.hub.HubSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * A stored download, in {@code download.json}.
 *
 * @param id unique, so that a process notices that its download was cancelled and another
 * one of the same name began
 * @param snapshot the commit and the files that are wanted of it
 * @param startedAt time of the request
 * @param note that of its order; "" in the files of earlier versions
 */
record StoredDownload(String id, HubSnapshot snapshot, Instant startedAt, @Nullable String note) {

	StoredDownload {
		note = (note != null) ? note : "";
	}

	/** The order that it carries out. */
	HubOrder order(String name) {
		return new HubOrder(name, this.snapshot.reference(), Objects.requireNonNull(this.note));
	}

	long totalBytes() {
		return this.snapshot.totalBytes();
	}

}
