package io.mtdnn.pretrained.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.mtdnn.pretrained.EncoderException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ZipEntriesTests {

	@TempDir
	private Path directory;

	private final Map<String, byte[]> entries = new LinkedHashMap<>();

	private final List<String> read = new ArrayList<>();

	@Test
	void theTotalSizeOfEntriesIsLimited() throws IOException {
		this.entries.put("passed over", new byte[600]);
		this.entries.put("wanted", new byte[400]);
		read(1000);
		assertThat(this.read).containsExactly("wanted");
		assertTooLarge(999, "wanted");
	}

	@Test
	void skippedEntriesCount() {
		this.entries.put("passed over", new byte[1001]);
		this.entries.put("wanted", new byte[1]);
		assertTooLarge(1000, "passed over");
		assertThat(this.read).isEmpty();
	}

	@Test
	void anArchiveMayExpandTwentyfoldAndASmallOneToFourMegabytes() throws IOException {
		Path archive = Files.write(this.directory.resolve("archive.jar"), new byte[10]);
		assertThat(ZipEntries.most(archive)).isEqualTo(4 << 20);
		Files.write(archive, new byte[1 << 20]);
		assertThat(ZipEntries.most(archive)).isEqualTo(20 << 20);
	}

	@Test
	void theSizeOfOneReadIsLimited() {
		assertThatExceptionOfType(EncoderException.class).isThrownBy(() -> ZipEntries.small("vocab.txt", new Endless()))
			.withMessage("its entry 'vocab.txt' is larger than 67108864 bytes");
	}

	private void assertTooLarge(long most, String entry) {
		this.read.clear();
		assertThatExceptionOfType(EncoderException.class).isThrownBy(() -> read(most))
			.withMessage("it unpacks to more than 20 times its size, at its entry '" + entry + "'");
	}

	private void read(long most) throws IOException {
		ZipEntries.read(new ByteArrayInputStream(TinyEncoder.deflated(this.entries)), most, Set.of("wanted"),
				(name, content) -> {
					content.readAllBytes();
					this.read.add(name);
				});
	}

	private static final class Endless extends InputStream {

		@Override
		public int read() {
			return 'x';
		}

		@Override
		public int read(byte[] bytes, int offset, int length) {
			return length;
		}

	}

}
