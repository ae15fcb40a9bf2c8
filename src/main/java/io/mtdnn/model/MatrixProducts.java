package io.mtdnn.model;

/**
 * How this node multiplies matrices in 32 bits. The last bits of results depend on it.
 */
public interface MatrixProducts {

	/**
	 * The name of the method: {@code mixed}, {@code one-dnn}, or {@code default} on GPUs
	 * and where oneDNN does not work. The first call starts the engine.
	 */
	String method();

}
