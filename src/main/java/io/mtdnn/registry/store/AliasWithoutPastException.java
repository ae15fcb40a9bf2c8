package io.mtdnn.registry.store;

/** Thrown when an alias cannot be rolled back because it has no earlier model. */
public class AliasWithoutPastException extends RuntimeException {

	AliasWithoutPastException(String alias) {
		super("Alias '%s' was not moved. It has no earlier model that still exists.".formatted(alias));
	}

}
