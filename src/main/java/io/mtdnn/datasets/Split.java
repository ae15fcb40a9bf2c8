package io.mtdnn.datasets;

/** Which part of a dataset. */
public enum Split {

	TRAIN, EVALUATION

}
