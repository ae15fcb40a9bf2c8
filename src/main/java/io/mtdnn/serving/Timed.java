package io.mtdnn.serving;

/**
 * An answer that reports how long it took.
 *
 * @param <A> the answer's own type
 */
public interface Timed<A> {

	/** The same answer with other timings. */
	A at(Timings timings);

}
