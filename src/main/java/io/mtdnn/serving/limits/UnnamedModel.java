package io.mtdnn.serving.limits;

/** The model for requests that name none. */
public enum UnnamedModel {

	/** The one that the alias {@code default} points to. */
	ALIAS,

	/** The newest one that has the head. */
	NEWEST

}
