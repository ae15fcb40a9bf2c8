package io.mtdnn.serving;

/**
 * An answer that contains its timings.
 *
 * @param <A> the answer's own type
 */
public interface Timed<A> {

	/** The same answer with other timings. */
	A at(Timings timings);

}
