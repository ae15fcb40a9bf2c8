package io.mtdnn.model.torch.runtime;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

import ai.djl.Device;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import io.mtdnn.model.EngineThreads;
import io.mtdnn.model.Precision;
import io.mtdnn.model.UnsupportedPrecisionException;

/**
 * A device of libtorch, accessed through DJL, with the script that contains all
 * arithmetic. It is started on first use and kept for the lifetime of the process.
 */
public class TorchRuntime {

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

		/** The precision of the products. */
		public Precision precision() {
			return (this == BF16) ? Precision.BF16 : Precision.FP32;
		}

		/** The name in settings and environments. */
		public String text() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

	private static final Object GENERATOR = new Object();

	private final TorchDevice device;

	/** Changes only when a model continues with that of its checkpoint. */
	private volatile Attention attention;

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
		this(new TorchDevice(threads, device, memory), attention);
	}

	/**
	 * @param attention how attention is computed
	 */
	public TorchRuntime(TorchDevice device, Attention attention) {
		this.device = device;
		this.attention = attention.on(device.device());
	}

	/**
	 * The same device for one model, whose attention may be computed in another way.
	 * @param width numbers of one attention head
	 */
	public TorchRuntime of(int width, Precision precision) {
		return new TorchRuntime(this.device, this.device.fit(this.attention, width, products(precision)));
	}

	/** How attention is computed here. */
	public Attention attention() {
		return this.device.script(this.attention).attention();
	}

	/** How attention is computed, and where, for a checkpoint. */
	public String recordedAttention() {
		return new RecordedAttention(attention(), this.device.device().isGpu()).text();
	}

	/**
	 * Computes attention as a checkpoint says, so that the run is bit-identical, if this
	 * is the same kind of device.
	 * @param saved what {@link #recordedAttention} returned when it was written
	 * @param width numbers of one attention head
	 * @return what differs from the checkpoint or from this node's setting
	 */
	public Optional<String> restoreAttention(String saved, int width, Products products) {
		String own = recordedAttention();
		RecordedAttention recorded = RecordedAttention.parse(saved).orElse(null);
		if (recorded != null && recorded.gpu() == this.device.device().isGpu()) {
			this.attention = this.device.fit(recorded.attention(), width, products);
		}
		String now = recordedAttention();
		if (!saved.equals(now)) {
			return Optional
				.of("the checkpoint was computed with attention " + saved + ", the steps from here on with attention "
						+ now + ": they may differ in their last bits from those of an uninterrupted run");
		}
		return saved.equals(own) ? Optional.empty() : Optional
			.of("attention is " + saved + ", as in the checkpoint, although this node's setting is " + own);
	}

	/** The threads of its passes; does not load native code. */
	public EngineThreads threads() {
		return this.device.passThreads();
	}

	/** A new owner of native memory, which the caller closes. */
	public NDManager newManager() {
		return this.device.manager().newSubManager();
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
		return this.device.heap();
	}

	public ScriptCall call(String method) {
		return new ScriptCall(this.device.script(this.attention).block(), method);
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
		return (precision == Precision.BF16) ? Products.BF16 : this.device.products();
	}

	/**
	 * Rejects an unsupported precision without starting the engine.
	 * @throws UnsupportedPrecisionException when this machine's processor lacks the
	 * instructions for it
	 */
	public void require(Precision precision) {
		this.device.require(precision);
	}

	/** Whether bf16 is faster here than fp32, by tests on processors of this kind. */
	public boolean prefersBf16() {
		return this.device.prefersBf16();
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

}
