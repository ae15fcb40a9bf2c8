package io.mtdnn.model;

/** Measures how fast this machine multiplies matrices at the moment. */
public interface SpeedTrial {

	/**
	 * Runs a few products, about a tenth of a second; the first call starts the engine as
	 * well.
	 * @return floating-point operations per second
	 * @throws UnsupportedPrecisionException when this machine lacks the precision
	 */
	double operationsPerSecond(Precision precision);

}
