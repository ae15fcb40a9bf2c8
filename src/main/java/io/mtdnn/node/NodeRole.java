package io.mtdnn.node;

import java.util.Locale;

/**
 * The roles of a node ({@code mtdnn.roles}). A node with all roles is a complete service.
 */
public enum NodeRole {

	/**
	 * Serves the HTTP API of jobs, to submit, watch and compare them, and the list of
	 * encoders.
	 */
	API,

	/** Trains models. */
	WORKER,

	/** Serves trained models. */
	SERVING;

	/** The role in settings and responses. */
	public String text() {
		return name().toLowerCase(Locale.ROOT);
	}

}
