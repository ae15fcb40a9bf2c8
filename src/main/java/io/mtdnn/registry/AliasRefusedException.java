package io.mtdnn.registry;

import java.util.Objects;

/**
 * An alias that stays where it is, because the model that it would point to cannot be
 * used.
 */
public class AliasRefusedException extends RuntimeException {

	/** An alias that was not moved, because of what is wrong with the model. */
	public AliasRefusedException(String alias, ModelDamagedException cause) {
		super("Alias '%s' was not moved. %s".formatted(alias, cause.getMessage()), cause);
	}

	/** What is wrong with the model. */
	public ModelDamagedException damage() {
		return (ModelDamagedException) Objects.requireNonNull(getCause());
	}

}
