package io.mtdnn.registry;

import java.util.List;

/** Thrown when a model cannot be deleted because aliases point to it. */
public class ModelInUseException extends RuntimeException {

	private final List<String> aliases;

	/** A model that aliases point to. */
	public ModelInUseException(String model, List<String> aliases) {
		super("Model '%s' has aliases: %s. Move or remove them first, or delete it with ?force=true, which removes them too."
			.formatted(model, String.join(", ", aliases)));
		this.aliases = List.copyOf(aliases);
	}

	/** The aliases that point to it. */
	public List<String> aliases() {
		return this.aliases;
	}

}
