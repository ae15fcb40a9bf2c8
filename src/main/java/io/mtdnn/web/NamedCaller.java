package io.mtdnn.web;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

/** A caller with a readable name, such as the name of its key. */
public interface NamedCaller extends Principal {

	/** The name to show. */
	String displayName();

	/** The name to show of any caller; null without a caller. */
	static @Nullable String of(@Nullable Principal caller) {
		return (caller instanceof NamedCaller named) ? named.displayName() : (caller != null) ? caller.getName() : null;
	}

}
