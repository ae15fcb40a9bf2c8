package io.mtdnn.model.torch.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import io.mtdnn.model.Precision;
import io.mtdnn.model.UnsupportedPrecisionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A device of libtorch, accessed through DJL, with the script that contains all
 * arithmetic. It is started on first use and kept for the lifetime of the process.
 */
public class TorchRuntime {

	private static final Logger log = LoggerFactory.getLogger(TorchRuntime.class);

	/**
	 * The methods of multiplying large matrices, in the order of their numbers in the
	 * script.
	 */
	public enum Products {

		/** libtorch's default library. */
		DEFAULT,

		/** oneDNN in 32 bits, but the default library for the gradients of weights. */
		MIXED,

		/** bf16 inputs with 32-bit sums. */
		BF16,

		/** oneDNN in 32 bits. */
		ONE_DNN;

		/** The name in settings and environments. */
		public String text() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

	private final int threads;

	private final Device device;

	private final ProductsMemory memory;

	private final Attention attention;

	private final CpuFeatures cpu = CpuFeatures.read();

	private static final Object GENERATOR = new Object();

	private final NativeHeap heap = NativeHeap.ofThisProcess();

	private @Nullable Started started;

	private record Started(PtNDManager manager, PtSymbolBlock script, Products products) {

	}

	/**
	 * @param threads number of threads of one matrix product, 0 for the number of
	 * physical cores
	 * @param device device to compute on
	 * @param memory the stored choice of the fastest method of multiplying matrices
	 */
	public TorchRuntime(int threads, Device device, ProductsMemory memory) {
		this(threads, device, memory, Attention.AUTO);
	}

	/**
	 * @param attention how attention is computed
	 * @see #TorchRuntime(int, Device, ProductsMemory)
	 */
	public TorchRuntime(int threads, Device device, ProductsMemory memory, Attention attention) {
		this.threads = threads;
		this.device = device;
		this.memory = memory;
		this.attention = attention.on(device);
	}

	/** A new owner of native memory, which the caller closes. */
	public NDManager newManager() {
		return started().manager().newSubManager();
	}

	/**
	 * An owner of the inputs of passes, closed with the given one. For fused passes, it
	 * creates them on the host; the script copies them to the device, because DJL would
	 * wait for the device each time.
	 */
	public NDManager inputs(NDManager owner) {
		return fused() ? owner.newSubManager(Device.cpu()) : owner;
	}

	/**
	 * Whether passes compute all rows at once, with dropout from libtorch's generator.
	 */
	public boolean fused() {
		return this.attention != Attention.CHUNKED;
	}

	public NativeHeap heap() {
		return this.heap;
	}

	public ScriptCall call(String method) {
		return new ScriptCall(started().script(), method);
	}

	/**
	 * Runs a call that draws random numbers. The process has only one generator; these
	 * calls exclude each other, so that they draw the same numbers regardless of other
	 * training at the same time.
	 */
	public <T> T seeded(long seed, ScriptCall call, Function<IValue, T> result) {
		synchronized (GENERATOR) {
			JniUtils.setSeed(seed);
			return call.run(result);
		}
	}

	/** As {@link #seeded(long, ScriptCall, Function)}; the caller closes the result. */
	public IValue seeded(long seed, ScriptCall call) {
		synchronized (GENERATOR) {
			JniUtils.setSeed(seed);
			return call.held();
		}
	}

	/**
	 * Computes on a temporary thread. libgomp keeps a team of workers for every thread
	 * that has computed. If there are more workers than processors, they sleep between
	 * the parts of a pass instead of spinning, and a pass takes 1.08 times as long. The
	 * team of a temporary thread ends with it.
	 */
	public <T> T apart(Supplier<T> work) {
		return result(CompletableFuture.supplyAsync(work, (task) -> new Thread(task, "engine").start()));
	}

	/**
	 * Waits for work on another thread, and returns its result or throws its exception.
	 */
	public static <T> T result(CompletableFuture<T> work) {
		try {
			return work.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			if (ex.getCause() instanceof Error cause) {
				throw cause;
			}
			throw ex;
		}
	}

	/**
	 * The method of multiplying matrices in a precision.
	 * @throws UnsupportedPrecisionException when this machine's processor lacks the
	 * instructions for it
	 */
	public Products products(Precision precision) {
		require(precision);
		return (precision == Precision.BF16) ? Products.BF16 : started().products();
	}

	/**
	 * Rejects an unsupported precision without starting the engine.
	 * @throws UnsupportedPrecisionException when this machine's processor lacks the
	 * instructions for it
	 */
	public void require(Precision precision) {
		if (precision == Precision.BF16 && !this.device.isGpu() && !this.cpu.multipliesBf16()) {
			throw new UnsupportedPrecisionException(precision,
					"this processor does not multiply bf16 numbers (AVX512-BF16, AMX-BF16 or Arm's BF16)");
		}
	}

	/**
	 * The method of multiplying matrices in a resumed run: the saved one if this machine
	 * supports it, so that the run is bit-identical.
	 * @param saved the saved method
	 * @param chosen the method that this machine would choose
	 */
	public Products restore(String saved, Products chosen) {
		boolean sameMachine = chosen != Products.BF16 && chosen != Products.DEFAULT;
		return (sameMachine && saved.equals(Products.ONE_DNN.name())) ? Products.ONE_DNN
				: (sameMachine && saved.equals(Products.MIXED.name())) ? Products.MIXED : chosen;
	}

	private synchronized Started started() {
		if (this.started == null) {
			this.started = start();
		}
		return this.started;
	}

	private Started start() {
		int count = (this.threads > 0) ? this.threads : this.cpu.physicalCores();
		setUnlessSet("ai.djl.pytorch.num_threads", Integer.toString(count));
		setUnlessSet("ai.djl.pytorch.num_interop_threads", "1");
		setUnlessSet("ai.djl.offline", "true");
		Engine engine = Engine.getEngine("PyTorch");
		PtNDManager manager = (PtNDManager) engine.newBaseManager(this.device);
		manager.setName("mtdnn");
		if (this.device.isGpu()) {
			return new Started(manager, load(manager, false), Products.DEFAULT);
		}
		try {
			PtSymbolBlock script = load(manager, true);
			ProductsTrial trial = new ProductsTrial(script, manager, System::nanoTime);
			trial.check();
			return new Started(manager, script, this.memory.recall(this.cpu.name(),
					Integer.getInteger("ai.djl.pytorch.num_threads", count), trial::choose));
		}
		catch (EngineException ex) {
			log.info("oneDNN is unavailable; using libtorch's default matrix multiplication: {}", ex.getMessage());
			return new Started(manager, load(manager, false), Products.DEFAULT);
		}
	}

	private static void setUnlessSet(String property, String value) {
		if (System.getProperty(property) == null) {
			System.setProperty(property, value);
		}
	}

	private PtSymbolBlock load(PtNDManager manager, boolean oneDnn) {
		try {
			InputStream archive = ScriptArchive.of(this.attention, this.device.isGpu(), oneDnn);
			return JniUtils.loadModule(manager, archive, false, false);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
