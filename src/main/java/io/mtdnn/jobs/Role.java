package io.mtdnn.jobs;

/** What a node does; a node of all roles is a whole service. */
public enum Role {

	/** Answers the HTTP API of jobs and experiments. */
	API,

	/** Trains. */
	WORKER,

	/** Answers questions with trained models. */
	SERVING

}
