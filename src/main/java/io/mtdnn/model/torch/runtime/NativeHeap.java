package io.mtdnn.model.torch.runtime;

import java.util.concurrent.atomic.AtomicLong;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prevents the C library's heap from returning memory after every product, and from
 * growing without bound.
 * <p>
 * By default, glibc returns the memory freed by a product to the system, and the next
 * product faults it in again, page by page: 29,000 faults per second in training, which
 * took up to a fourth of its time on a virtual machine. Therefore glibc is configured to
 * keep it. But passes of varying shapes fragment the heap: after 450 steps on real
 * questions it had 8.3 GB, of which 7 GB were free. {@code malloc_trim} returns them to
 * the system; it is called after a number of tokens, which costs about 1 %, and when
 * training ends.
 */
public final class NativeHeap {

	private static final Logger log = LoggerFactory.getLogger(NativeHeap.class);

	/**
	 * About 18 steps of 16 rows with 170 tokens; each leaves up to 40 MB of free memory.
	 */
	private static final long TOKENS_BETWEEN_TRIMS = 50_000;

	/**
	 * Number of {@code M_TRIM_THRESHOLD} in malloc.h: amount of free memory at the heap's
	 * end above which it is returned.
	 */
	private static final int TRIM_THRESHOLD = -1;

	/**
	 * Number of {@code M_MMAP_THRESHOLD} in malloc.h: size from which memory is mapped
	 * and returned individually.
	 */
	private static final int MMAP_THRESHOLD = -3;

	/**
	 * Number of {@code M_TOP_PAD} in malloc.h: amount by which the heap grows beyond a
	 * request. A value as large as the heaps of additional threads prevents those from
	 * being returned as a whole.
	 */
	private static final int TOP_PAD = -2;

	/** The maximum that glibc accepts; temporary memory of products is smaller. */
	private static final int LARGEST_KEPT = 32 << 20;

	private final AtomicLong tokens = new AtomicLong();

	private final Runnable trim;

	NativeHeap(Runnable trim) {
		this.trim = trim;
	}

	/**
	 * The heap of glibc. Does nothing with other C libraries, which return memory
	 * automatically.
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
			log.debug("malloc_trim is unavailable: {}", ex.getMessage());
			return new NativeHeap(() -> {
			});
		}
	}

	/**
	 * Counts the tokens of a completed pass and returns free memory when due.
	 */
	public void passed(int count) {
		if (this.tokens.addAndGet(count) >= TOKENS_BETWEEN_TRIMS && this.tokens.getAndSet(0) >= TOKENS_BETWEEN_TRIMS) {
			this.trim.run();
		}
	}

	/**
	 * Returns free memory now, because training has ended and others may need it.
	 */
	public void released() {
		this.tokens.set(0);
		this.trim.run();
	}

}
