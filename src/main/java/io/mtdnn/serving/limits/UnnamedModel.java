package io.mtdnn.serving.limits;

/** Which model answers requests that name none. */
public enum UnnamedModel {

	/** The one that the alias {@code default} points to. */
	ALIAS,

	/** The newest one that has the head. */
	NEWEST

}
