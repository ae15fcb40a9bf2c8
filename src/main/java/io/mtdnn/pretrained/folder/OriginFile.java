package io.mtdnn.pretrained.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

import io.mtdnn.files.GivenFile;
import io.mtdnn.pretrained.EncoderOrigin;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The origin of a downloaded encoder, in {@code hub.json} beside its files. It is not
 * part of the encoder's identity, which is that of its content.
 */
final class OriginFile {

	private static final String NAME = "hub.json";

	private static final int MOST_BYTES = 1 << 16;

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private OriginFile() {
	}

	/**
	 * The origin; null for an encoder that was not downloaded, or whose file is damaged.
	 */
	static @Nullable EncoderOrigin read(Path directory) {
		Path file = directory.resolve(NAME);
		if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
			return null;
		}
		try {
			return JSON.readValue(GivenFile.read(file, MOST_BYTES), EncoderOrigin.class);
		}
		catch (IOException | JacksonException ex) {
			return null;
		}
	}

	static void write(Path directory, EncoderOrigin origin) throws IOException {
		Files.write(directory.resolve(NAME), JSON.writeValueAsBytes(origin));
	}

}
