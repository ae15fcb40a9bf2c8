package io.mtdnn.registry;

import java.util.Objects;

/**
 * Thrown when an alias is not moved because its new model cannot be used.
 */
public class AliasRefusedException extends RuntimeException {

	/** An alias whose new model has a fault. */
	public AliasRefusedException(String alias, ModelDamagedException cause) {
		super("Alias '%s' was not moved. %s".formatted(alias, cause.getMessage()), cause);
	}

	/** The fault of the model. */
	public ModelDamagedException damage() {
		return (ModelDamagedException) Objects.requireNonNull(getCause());
	}

}
