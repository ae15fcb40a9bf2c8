package io.mtdnn.model;

import java.util.function.Supplier;

/**
 * The processor's threads among which a forward pass divides its work. The results of a
 * pass are bit-identical with any number of them.
 */
public interface EngineThreads {

	/** Number of threads of a pass that is not limited; 1 if a GPU answers. */
	int count();

	/**
	 * Limits the passes that the calling thread starts during some work.
	 * @param threads number of threads of each pass, from 1 to {@link #count()}
	 */
	<T> T limited(int threads, Supplier<T> work);

}
