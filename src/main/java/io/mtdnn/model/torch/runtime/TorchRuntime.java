package io.mtdnn.model.torch.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One device of libtorch through DJL, started on first use and kept for the life of the
 * process, with the script that holds all arithmetic.
 */
public class TorchRuntime {

	private static final Logger log = LoggerFactory.getLogger(TorchRuntime.class);

	/** How the script does its large matrix products; the numbers are the script's. */
	public enum Products {

		/** libtorch's default library. */
		DEFAULT,

		/** oneDNN in 32 bit, but the default library for the gradients of weights. */
		MIXED,

		/** 16-bit inputs, sums in 32 bit. */
		BF16,

		/** oneDNN in 32 bit. */
		ONE_DNN

	}

	private final int threads;

	private final Device device;

	private final ProductsMemory memory;

	private final CpuFeatures cpu = CpuFeatures.read();

	private static final Object GENERATOR = new Object();

	private final NativeHeap heap = NativeHeap.ofThisProcess();

	private Started started;

	private record Started(PtNDManager manager, PtSymbolBlock script, Products products) {

	}

	/**
	 * @param threads of one matrix product, 0 for the number of physical cores
	 * @param device to compute on
	 * @param memory of how this machine multiplies best
	 */
	public TorchRuntime(int threads, Device device, ProductsMemory memory) {
		this.threads = threads;
		this.device = device;
		this.memory = memory;
	}

	/** A new owner of native memory, to be closed. */
	public NDManager newManager() {
		return started().manager().newSubManager();
	}

	public NativeHeap heap() {
		return this.heap;
	}

	public ScriptCall call(String method) {
		return new ScriptCall(started().script(), method);
	}

	/**
	 * Runs a call that draws random numbers. The process has one generator, so these
	 * calls exclude each other: they draw the same whatever else is trained at the time.
	 */
	public <T> T seeded(long seed, ScriptCall call, Function<IValue, T> result) {
		synchronized (GENERATOR) {
			JniUtils.setSeed(seed);
			return call.run(result);
		}
	}

	/**
	 * Computes on a thread that ends with it. libgomp keeps a team of workers for every
	 * thread that has computed, and once it has more of them than there are processors,
	 * workers sleep between the parts of a pass instead of waiting for the next: a pass
	 * took 1.08 times as long. So threads that open a model should leave no team behind.
	 */
	public <T> T apart(Supplier<T> work) {
		try {
			return CompletableFuture.supplyAsync(work, (task) -> new Thread(task, "engine").start()).join();
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
	 * The way to multiply in a precision.
	 * @throws UnsupportedPrecisionException when this machine's processor has no
	 * instructions for it
	 */
	public Products products(Precision precision) {
		require(precision);
		return (precision == Precision.BF16) ? Products.BF16 : started().products();
	}

	/**
	 * Refuses a precision without starting anything.
	 * @throws UnsupportedPrecisionException when this machine's processor has no
	 * instructions for it
	 */
	public void require(Precision precision) {
		if (precision == Precision.BF16 && !this.cpu.multipliesBf16()) {
			throw new UnsupportedPrecisionException(precision, "this processor has neither AVX512-BF16 nor AMX-BF16");
		}
	}

	/**
	 * The way to multiply of a training that goes on: as before where this machine can,
	 * so that it goes on to the bit.
	 * @param saved what it was
	 * @param chosen what this machine would choose
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
			log.info("oneDNN is not to be had here, going on without: {}", ex.getMessage());
			return new Started(manager, load(manager, false), Products.DEFAULT);
		}
	}

	private static void setUnlessSet(String property, String value) {
		if (System.getProperty(property) == null) {
			System.setProperty(property, value);
		}
	}

	private static PtSymbolBlock load(PtNDManager manager, boolean oneDnn) {
		try {
			return JniUtils.loadModule(manager, ScriptArchive.of(oneDnn), false, false);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
