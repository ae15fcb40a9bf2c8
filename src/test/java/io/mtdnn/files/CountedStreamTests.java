package io.mtdnn.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class CountedStreamTests {

	@Test
	void everyKindOfReadIsCounted() throws IOException {
		CountedStream in = new CountedStream(new ByteArrayInputStream(new byte[10]));
		in.read();
		in.read(new byte[4], 1, 2);
		in.skip(3);
		assertThat(in.count()).isEqualTo(6);
		assertThat(in.readAllBytes()).hasSize(4);
		assertThat(in.read()).isNegative();
		assertThat(in.count()).isEqualTo(10);
	}

	@Test
	void readingFailsIfTheCheckFails() throws IOException {
		CountedStream in = new CountedStream(new ByteArrayInputStream(new byte[10]), (count) -> {
			if (count > 5) {
				throw new IOException("too much at " + count);
			}
		});
		assertThat(in.readNBytes(5)).hasSize(5);
		assertThatIOException().isThrownBy(in::read).withMessage("too much at 6");
	}

}
