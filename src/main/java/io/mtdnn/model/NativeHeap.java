package io.mtdnn.model;

import java.util.concurrent.atomic.AtomicLong;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the C library's heap from growing without end. Passes of ever new shapes leave it in pieces: after 450 steps on
 * real questions it held 8.3 GB, of which 7 GB were free but not given back. {@code malloc_trim} gives them back; it is
 * called after every so many tokens, which costs about one part in a hundred.
 */
final class NativeHeap {

	private static final Logger log = LoggerFactory.getLogger(NativeHeap.class);

	/** About 18 steps of 16 rows with 170 tokens; each leaves up to 40 MB behind. */
	private static final long TOKENS_BETWEEN_TRIMS = 50_000;

	private final AtomicLong tokens = new AtomicLong();

	private final Runnable trim;

	NativeHeap(Runnable trim) {
		this.trim = trim;
	}

	/** The heap of glibc; elsewhere nothing is done, other C libraries give memory back by themselves. */
	static NativeHeap ofThisProcess() {
		try {
			Function trim = NativeLibrary.getInstance("c").getFunction("malloc_trim");
			return new NativeHeap(() -> trim.invokeInt(new Object[] { 0L }));
		}
		catch (UnsatisfiedLinkError ex) {
			log.debug("There is no malloc_trim here: {}", ex.getMessage());
			return new NativeHeap(() -> {
			});
		}
	}

	/** Counts the tokens of a pass that is over, and gives free memory back when it is time. */
	void passed(int count) {
		if (this.tokens.addAndGet(count) >= TOKENS_BETWEEN_TRIMS && this.tokens.getAndSet(0) >= TOKENS_BETWEEN_TRIMS) {
			this.trim.run();
		}
	}

}
