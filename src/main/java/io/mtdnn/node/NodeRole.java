package io.mtdnn.node;

/** What a node does ({@code mtdnn.roles}); a node of all roles is a whole service. */
public enum NodeRole {

	/**
	 * Answers the HTTP API of jobs: they are submitted, watched and compared here, from
	 * encoders that are listed.
	 */
	API,

	/** Trains. */
	WORKER,

	/** Answers questions with trained models. */
	SERVING

}
