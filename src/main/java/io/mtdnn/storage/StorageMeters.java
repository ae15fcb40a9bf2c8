package io.mtdnn.storage;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.mtdnn.observability.MeterNames;

/** Meters of the space in each folder and of the database's availability. */
final class StorageMeters implements MeterBinder {

	private final DiskReserve reserve;

	private final DatabaseState database;

	StorageMeters(DiskReserve reserve, DatabaseState database) {
		this.reserve = reserve;
		this.database = database;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder(MeterNames.DATABASE_UP, this.database, (state) -> state.unavailable() ? 0 : 1).register(registry);
		for (WrittenFolder folder : this.reserve.folders()) {
			Gauge.builder(MeterNames.STORAGE_FREE, folder, (one) -> this.reserve.volume(one).free())
				.baseUnit("bytes")
				.tag(MeterNames.FOLDER, folder.setting())
				.register(registry);
			Gauge.builder(MeterNames.STORAGE_RESERVE, folder, (one) -> this.reserve.reserve(this.reserve.volume(one)))
				.baseUnit("bytes")
				.tag(MeterNames.FOLDER, folder.setting())
				.register(registry);
		}
	}

}
