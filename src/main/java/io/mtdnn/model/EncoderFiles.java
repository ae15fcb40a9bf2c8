package io.mtdnn.model;

import java.util.regex.Pattern;

/** Names of the files that contain an encoder's configuration and weights. */
public final class EncoderFiles {

	public static final String CONFIG = "config.json";

	public static final String WEIGHTS = "model.safetensors";

	/** The index of weights that are divided among several files (shards). */
	public static final String INDEX = "model.safetensors.index.json";

	/** Names that a shard may have. */
	public static final Pattern SHARD = Pattern.compile("[\\w-][\\w.-]{0,150}\\.safetensors");

	private EncoderFiles() {
	}

}
