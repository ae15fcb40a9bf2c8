package io.mtdnn.model.torch.runtime;

import java.util.concurrent.atomic.AtomicLong;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prevents the C library's heap from returning memory to the system after every matrix
 * product, and from growing without bound.
 * <p>
 * By default, glibc returns the memory that a product frees to the system, and the next
 * product faults it in again, page by page: 29,000 faults per second in training, which
 * took up to a fourth of its time on a virtual machine. Therefore, glibc is configured to
 * keep it. However, passes of varying shapes fragment the heap: after 450 steps on real
 * questions it had 8.3 GB, of which 7 GB were free. {@code malloc_trim} returns free
 * memory to the system; it is called each time a number of tokens has been processed,
 * which costs about 1 % of the time, and when a model in training is closed.
 */
public final class NativeHeap {

	private static final Logger log = LoggerFactory.getLogger(NativeHeap.class);

	/**
	 * About 18 steps of 16 rows with 170 tokens. Each step leaves up to 40 MB of free
	 * memory.
	 */
	private static final long TOKENS_BETWEEN_TRIMS = 50_000;

	/**
	 * {@code M_TRIM_THRESHOLD} in malloc.h: amount of free memory at the heap's end above
	 * which it is returned.
	 */
	private static final int TRIM_THRESHOLD = -1;

	/**
	 * {@code M_MMAP_THRESHOLD} in malloc.h: size from which memory is mapped and returned
	 * individually.
	 */
	private static final int MMAP_THRESHOLD = -3;

	/**
	 * {@code M_TOP_PAD} in malloc.h: amount by which the heap grows beyond a request. If
	 * it is as large as the heaps of additional threads, those are not returned as a
	 * whole.
	 */
	private static final int TOP_PAD = -2;

	/** The maximum that glibc accepts. The temporary memory of products is smaller. */
	private static final int LARGEST_KEPT = 32 << 20;

	private final AtomicLong tokens = new AtomicLong();

	private final Runnable trim;

	NativeHeap(Runnable trim) {
		this.trim = trim;
	}

	/**
	 * Configures the heap of this process. Does nothing if the C library is not glibc.
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
	 * Counts the tokens of a completed pass, and returns free memory to the system when
	 * their number is reached.
	 */
	public void passed(int count) {
		if (this.tokens.addAndGet(count) >= TOKENS_BETWEEN_TRIMS && this.tokens.getAndSet(0) >= TOKENS_BETWEEN_TRIMS) {
			this.trim.run();
		}
	}

	/**
	 * Returns free memory to the system now, because training has ended.
	 */
	public void released() {
		this.tokens.set(0);
		this.trim.run();
	}

}
