package io.mtdnn.registry.store;

import io.mtdnn.task.Excerpt;

/** There is no alias of that name. */
public class AliasNotFoundException extends RuntimeException {

	AliasNotFoundException(String alias) {
		super("There is no alias '" + Excerpt.of(alias) + "'.");
	}

}
