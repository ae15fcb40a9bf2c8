package io.mtdnn.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DiskReserveTests {

	private static final long MEGABYTE = 1L << 20;

	private static final Path SMALL = Path.of("small");

	private static final Path LARGE = Path.of("large");

	private long smallFree = 100 * MEGABYTE;

	private long largeFree = 1000 * MEGABYTE;

	private final DiskReserve reserve = new DiskReserve(512 * MEGABYTE,
			List.of(new WrittenFolder("mtdnn.cache-dir", SMALL), new WrittenFolder("mtdnn.runs-dir", LARGE)),
			(folder) -> folder.equals(SMALL) ? new Volume(this.smallFree, 200 * MEGABYTE)
					: new Volume(this.largeFree, 1_000_000 * MEGABYTE));

	@Test
	void theReserveIsATwentiethOfASmallVolume() {
		this.smallFree = 10 * MEGABYTE;
		assertThat(this.reserve.shortage()).isEmpty();
		this.smallFree = 9 * MEGABYTE;
		assertThat(this.reserve.shortage()).contains(new Shortage("mtdnn.cache-dir", 9 * MEGABYTE, 10 * MEGABYTE, 0));
		this.smallFree = 10 * MEGABYTE;
		this.largeFree = 512 * MEGABYTE - 1;
		assertThat(this.reserve.shortage()).hasValueSatisfying((found) -> assertThat(found.message()).isEqualTo(
				"the folder of mtdnn.runs-dir has 511 MB free, and 512 MB are kept in reserve (mtdnn.storage.reserve)"));
	}

	@Test
	void theBytesToBeWrittenCount() {
		assertThat(this.reserve.shortage("mtdnn.runs-dir", LARGE, 488 * MEGABYTE)).isEmpty();
		assertThat(this.reserve.shortage("mtdnn.runs-dir", LARGE, 489 * MEGABYTE))
			.hasValueSatisfying((found) -> assertThat(found.message()).endsWith("so that 489 MB more do not fit"));
	}

	/** The disk is checked with the first bytes, and again after 16 MB. */
	@Test
	void aStreamEndsBeforeTheDiskIsFull() throws IOException {
		InputStream in = this.reserve.whileThereIsRoom("mtdnn.cache-dir", SMALL,
				new ByteArrayInputStream(new byte[40 << 20]));
		this.smallFree = 26 * MEGABYTE;
		assertThat(in.readNBytes(15 << 20)).hasSize(15 << 20);
		this.smallFree = 26 * MEGABYTE - 1;
		assertThatExceptionOfType(NoSpaceException.class).isThrownBy(() -> in.readNBytes(2 << 20))
			.withMessageContaining("mtdnn.cache-dir");
	}

	@Test
	void aVolumeWhoseSizeIsUnknownHasNoReserve() {
		DiskReserve unknown = new DiskReserve(512 * MEGABYTE, List.of(new WrittenFolder("mtdnn.cache-dir", SMALL)),
				(folder) -> new Volume(0, 0));
		assertThat(unknown.shortage()).isEmpty();
	}

	@Test
	void healthIsOutOfServiceWithTheNumbersOfEachFolder() {
		assertThat(new StorageHealth(this.reserve).health().getStatus()).isEqualTo(Status.UP);
		this.largeFree = MEGABYTE;
		Health health = new StorageHealth(this.reserve).health();
		assertThat(health.getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
		assertThat(health.getDetails()).containsKeys("reason", "mtdnn.cache-dir", "mtdnn.runs-dir");
		assertThat(health.getDetails().get("mtdnn.runs-dir").toString()).contains("free=" + MEGABYTE,
				"reserve=" + 512 * MEGABYTE);
	}

}
