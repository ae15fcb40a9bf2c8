package io.mtdnn.model;

/** Names of the files that contain an encoder's configuration and weights. */
public final class EncoderFiles {

	public static final String CONFIG = "config.json";

	public static final String WEIGHTS = "model.safetensors";

	private EncoderFiles() {
	}

}
