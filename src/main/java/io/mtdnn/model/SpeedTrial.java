package io.mtdnn.model;

/** Measures how fast this machine currently multiplies matrices. */
public interface SpeedTrial {

	/**
	 * Runs a few matrix products for about a tenth of a second. The first call also
	 * starts the engine.
	 * @return floating-point operations per second
	 * @throws UnsupportedPrecisionException when this machine's processor does not
	 * support the precision
	 */
	double operationsPerSecond(Precision precision);

}
