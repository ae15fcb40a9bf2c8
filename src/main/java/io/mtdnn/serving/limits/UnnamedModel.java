package io.mtdnn.serving.limits;

/** The model for requests that do not name one. */
public enum UnnamedModel {

	/** The model that the alias {@code default} points to. */
	ALIAS,

	/** The newest model that has the head. */
	NEWEST

}
