package io.mtdnn.model.torch.runtime;

import java.util.function.Supplier;

import ai.djl.pytorch.jni.JniUtils;
import io.mtdnn.model.EngineThreads;

/**
 * The number of threads of libtorch's operators. OpenMP and MKL keep it for each calling
 * thread, but {@code at::set_num_threads} also changes the value with which a new thread
 * begins. Every call of a script therefore sets its own thread's number first, if it is
 * not the one that was set there last.
 */
public final class TorchThreads implements EngineThreads {

	private static final String SETTING = "ai.djl.pytorch.num_threads";

	private static final ThreadLocal<Integer> LIMIT = new ThreadLocal<>();

	private static final ThreadLocal<Integer> SET = new ThreadLocal<>();

	private final int count;

	/**
	 * @param count number of threads of a pass unless the system property of DJL
	 * specifies another one
	 */
	public TorchThreads(int count) {
		this.count = configured(count);
	}

	/** The number that DJL's system property specifies, or else the given one. */
	static int configured(int count) {
		return Integer.getInteger(SETTING, count);
	}

	/** Specifies the number of threads with which libtorch starts. */
	static void configure(int count) {
		if (System.getProperty(SETTING) == null) {
			System.setProperty(SETTING, Integer.toString(count));
		}
	}

	@Override
	public int count() {
		return this.count;
	}

	@Override
	public <T> T limited(int threads, Supplier<T> work) {
		Integer before = LIMIT.get();
		LIMIT.set(threads);
		try {
			return work.get();
		}
		finally {
			LIMIT.set(before);
		}
	}

	/** Sets the number of threads of the operators that this thread calls next. */
	static void apply() {
		Integer limit = LIMIT.get();
		int wanted = (limit != null) ? limit : configured(1);
		Integer set = SET.get();
		if (set == null) {
			// otherwise the first operator would overwrite the number
			JniUtils.getNumThreads();
		}
		if (set == null || set != wanted) {
			JniUtils.setNumThreads(wanted);
			SET.set(wanted);
		}
	}

}
