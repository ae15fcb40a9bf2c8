package io.mtdnn.model;

/**
 * The method by which this node multiplies matrices in 32 bits. The last bits of results
 * depend on it.
 */
public interface MatrixProducts {

	/**
	 * The name of the method: {@code mixed}, {@code one-dnn}, or {@code default} on GPUs
	 * and if oneDNN is unavailable. The first call starts the engine.
	 */
	String method();

}
