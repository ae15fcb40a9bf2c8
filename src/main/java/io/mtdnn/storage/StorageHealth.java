package io.mtdnn.storage;

import java.util.Map;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Out of service while a folder has less space than its reserve. It is no part of
 * readiness: questions are answered all the same.
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
