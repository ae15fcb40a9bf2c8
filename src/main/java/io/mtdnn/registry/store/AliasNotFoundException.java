package io.mtdnn.registry.store;

import io.mtdnn.task.Excerpt;

/** Thrown when an alias does not exist. */
public class AliasNotFoundException extends RuntimeException {

	AliasNotFoundException(String alias) {
		super("There is no alias '" + Excerpt.of(alias) + "'.");
	}

}
