package io.mtdnn.model.torch.runtime;

import java.util.concurrent.atomic.AtomicLong;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the C library's heap from giving memory back after every product, and from
 * growing without end.
 * <p>
 * By itself glibc returns what a product frees to the system, and the next one faults it
 * in again, page by page: 29,000 faults a second in training, which took up to a fourth
 * of its time on a virtual machine. So it is told to keep it. But passes of ever new
 * shapes leave the heap in pieces: after 450 steps on real questions it held 8.3 GB, of
 * which 7 GB were free. {@code malloc_trim} gives them back; it is called after every so
 * many tokens, which costs about one part in a hundred, and when a training ends.
 */
public final class NativeHeap {

	private static final Logger log = LoggerFactory.getLogger(NativeHeap.class);

	/** About 18 steps of 16 rows with 170 tokens; each leaves up to 40 MB behind. */
	private static final long TOKENS_BETWEEN_TRIMS = 50_000;

	/**
	 * Number of {@code M_TRIM_THRESHOLD} in malloc.h: free memory at the heap's end that
	 * is given back.
	 */
	private static final int TRIM_THRESHOLD = -1;

	/**
	 * Number of {@code M_MMAP_THRESHOLD} in malloc.h: size from which on memory comes
	 * from the system and goes back to it.
	 */
	private static final int MMAP_THRESHOLD = -3;

	/**
	 * Number of {@code M_TOP_PAD} in malloc.h: what the heap grows by beyond a request.
	 * As large as one of the pieces that threads other than the first have their memory
	 * in, it keeps those from being given back whole.
	 */
	private static final int TOP_PAD = -2;

	/** The most that glibc accepts; whatever a product needs in passing is smaller. */
	private static final int LARGEST_KEPT = 32 << 20;

	private final AtomicLong tokens = new AtomicLong();

	private final Runnable trim;

	NativeHeap(Runnable trim) {
		this.trim = trim;
	}

	/**
	 * The heap of glibc; elsewhere nothing is done, other C libraries give memory back by
	 * themselves.
	 */
	public static NativeHeap ofThisProcess() {
		try {
			NativeLibrary library = NativeLibrary.getInstance("c");
			Function trim = library.getFunction("malloc_trim");
			Function option = library.getFunction("mallopt");
			option.invokeInt(new Object[] { MMAP_THRESHOLD, LARGEST_KEPT });
			option.invokeInt(new Object[] { TRIM_THRESHOLD, Integer.MAX_VALUE });
			option.invokeInt(new Object[] { TOP_PAD, 2 * LARGEST_KEPT });
			return new NativeHeap(() -> trim.invokeInt(new Object[] { 0L }));
		}
		catch (UnsatisfiedLinkError ex) {
			log.debug("There is no malloc_trim here: {}", ex.getMessage());
			return new NativeHeap(() -> {
			});
		}
	}

	/**
	 * Counts the tokens of a pass that is over, and gives free memory back when it is
	 * time.
	 */
	public void passed(int count) {
		if (this.tokens.addAndGet(count) >= TOKENS_BETWEEN_TRIMS && this.tokens.getAndSet(0) >= TOKENS_BETWEEN_TRIMS) {
			this.trim.run();
		}
	}

	/**
	 * Gives free memory back now: a training has ended, and others may need what it took.
	 */
	public void released() {
		this.tokens.set(0);
		this.trim.run();
	}

}
