package io.mtdnn.web;

/** What a node does ({@code mtdnn.roles}); a node of all roles is a whole service. */
public enum NodeRole {

	/** Answers the HTTP API of jobs and experiments. */
	API,

	/** Trains. */
	WORKER,

	/** Answers questions with trained models. */
	SERVING

}
