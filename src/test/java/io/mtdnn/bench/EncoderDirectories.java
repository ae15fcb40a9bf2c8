package io.mtdnn.bench;

import java.util.LinkedHashMap;
import java.util.Map;

import io.mtdnn.pretrained.EncoderCatalog;

/**
 * Prints the Hugging Face directories of the encoders named as arguments, converting
 * their archives if needed.
 */
public final class EncoderDirectories {

	private EncoderDirectories() {
	}

	/** Arguments: encoder names. */
	public static void main(String[] args) {
		try (var context = Service.start()) {
			Map<String, Object> directories = new LinkedHashMap<>();
			for (String name : args) {
				directories.put(name,
						context.getBean(EncoderCatalog.class).directory(name).toAbsolutePath().toString());
			}
			Worker.say(directories);
		}
	}

}
