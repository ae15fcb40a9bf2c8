package io.mtdnn.registry;

/** There is no alias of that name. */
public class AliasNotFoundException extends RuntimeException {

	AliasNotFoundException(String alias) {
		super("There is no alias '" + alias + "'.");
	}

}
