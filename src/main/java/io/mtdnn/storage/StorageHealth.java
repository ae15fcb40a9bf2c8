package io.mtdnn.storage;

import java.util.Map;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Reports out of service while a folder has less space than its reserve. Readiness does
 * not include it, because inference still works.
 */
final class StorageHealth implements HealthIndicator {

	private final DiskReserve reserve;

	StorageHealth(DiskReserve reserve) {
		this.reserve = reserve;
	}

	@Override
	public Health health() {
		Health.Builder health = this.reserve.shortage()
			.map((shortage) -> Health.outOfService().withDetail("reason", shortage.message()))
			.orElseGet(Health::up);
		for (WrittenFolder folder : this.reserve.folders()) {
			Volume volume = this.reserve.volume(folder);
			health.withDetail(folder.setting(), Map.of("path", folder.path().toString(), "free", volume.free(), "total",
					volume.total(), "reserve", this.reserve.reserve(volume)));
		}
		return health.build();
	}

}
