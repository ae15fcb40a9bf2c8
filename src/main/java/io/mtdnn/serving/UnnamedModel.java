package io.mtdnn.serving;

/** Which model answers requests that name none. */
enum UnnamedModel {

	/** The one that the alias {@code default} points to. */
	ALIAS,

	/** The newest one that has the head. */
	NEWEST

}
