package io.mtdnn.model;

/**
 * How this node computes. The last bits of results depend on it. The first call starts
 * the engine.
 */
public interface Arithmetic {

	/**
	 * The method of multiplying matrices in 32 bits: {@code mixed}, {@code one-dnn}, or
	 * {@code default} on GPUs and where oneDNN does not work.
	 */
	String matrixProducts();

	/**
	 * How attention is computed: {@code chunked}, {@code fused}, {@code flash} or {@code
	 * padded}.
	 */
	String attention();

}
