package io.mtdnn.node;

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
	SERVING

}
