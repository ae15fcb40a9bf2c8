package io.mtdnn.storage;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the disk and the database.
 *
 * @param reserve Free space to keep on each volume that the service writes to, at most a
 * twentieth of the volume. With less, the service rejects new data (507), and running
 * jobs end with a complete checkpoint. 0 for none.
 * @param reopenTimeout Time for which the service tries to reopen an embedded database
 * that closed itself after a failed write, while disk space is free. The process then
 * ends with exit code 74 so that a supervisor restarts it. 0 to retry forever.
 */
@Validated
@ConfigurationProperties("mtdnn.storage")
record StorageProperties(@NotNull @DefaultValue("512MB") DataSize reserve,
		@NotNull @DefaultValue("2m") Duration reopenTimeout) {

}
