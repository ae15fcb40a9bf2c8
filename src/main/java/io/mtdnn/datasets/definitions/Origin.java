package io.mtdnn.datasets.definitions;

/** The origins of definitions; if two have the same name, the earlier origin wins. */
public enum Origin {

	/** Shipped, with its files. */
	SAMPLE,

	/** Shipped; the files are the publisher's. */
	OFFICIAL,

	/** {@code mtdnn.datasets.definitions}. */
	SETTING,

	/** A {@code dataset.yml} below the data folder. */
	FOLDER,

	/** Sent over HTTP. */
	UPLOAD;

	/** Whether it is part of the service. */
	public boolean shipped() {
		return this == SAMPLE || this == OFFICIAL;
	}

}
