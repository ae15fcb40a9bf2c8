package io.mtdnn.model.torch.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import io.mtdnn.model.Devices;
import io.mtdnn.model.EngineThreads;
import io.mtdnn.model.Precision;
import io.mtdnn.model.UnsupportedPrecisionException;
import io.mtdnn.model.torch.runtime.TorchRuntime.Products;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A device of libtorch, accessed through DJL. It is started on first use and kept for the
 * lifetime of the process, with a script for each way to compute attention that a model
 * uses.
 */
public class TorchDevice {

	private static final Logger log = LoggerFactory.getLogger(TorchDevice.class);

	private final int threads;

	private final Device device;

	private final ProductsMemory memory;

	private final CpuFeatures cpu = CpuFeatures.read();

	private final NativeHeap heap = NativeHeap.ofThisProcess();

	private final Map<Attention, Script> scripts = new EnumMap<>(Attention.class);

	private final Map<Heads, Attention> fitting = new HashMap<>();

	private @Nullable Started started;

	private record Started(PtNDManager manager, boolean oneDnn, Products products) {

	}

	/**
	 * A loaded script.
	 *
	 * @param attention how it computes attention
	 */
	record Script(Attention attention, PtSymbolBlock block) {

	}

	/**
	 * Attention of a model.
	 *
	 * @param width numbers of one head
	 */
	private record Heads(Attention attention, int width, Products products) {

	}

	/**
	 * @param threads number of threads of one matrix product, 0 for the number of
	 * physical cores
	 * @param device device to compute on
	 * @param memory the stored choice of the fastest method of multiplying matrices
	 */
	public TorchDevice(int threads, Device device, ProductsMemory memory) {
		this.threads = threads;
		this.device = device;
		this.memory = memory;
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

	/** Whether bf16 is faster here than fp32, by tests on processors of this kind. */
	boolean prefersBf16() {
		return !this.device.isGpu() && this.cpu.prefersBf16();
	}

	Device device() {
		return this.device;
	}

	NativeHeap heap() {
		return this.heap;
	}

	/** The threads of its passes. */
	EngineThreads passThreads() {
		return new TorchThreads(this.device.isGpu() ? 1 : count());
	}

	private int count() {
		return (this.threads > 0) ? this.threads : this.cpu.physicalCores();
	}

	/** The owner of all of its native memory. */
	PtNDManager manager() {
		return started().manager();
	}

	/** The method of multiplying matrices in 32 bits. */
	Products products() {
		return started().products();
	}

	/**
	 * The script for a way to compute attention, or for the next simpler one if this
	 * libtorch lacks the operators of the other.
	 */
	synchronized Script script(Attention attention) {
		Started known = started();
		Script script = this.scripts.get(attention);
		if (script == null) {
			script = loadOrSimpler(attention, known);
			this.scripts.put(attention, script);
		}
		return script;
	}

	private Script loadOrSimpler(Attention attention, Started known) {
		try {
			return new Script(attention, load(known.manager(), attention, known.oneDnn()));
		}
		catch (EngineException ex) {
			return script(simpler(attention, "cannot be loaded on " + this.device, ex));
		}
	}

	/**
	 * The way to compute a model's attention: the given one, or the first simpler one
	 * that this device computes.
	 * @param width numbers of one head
	 */
	synchronized Attention fit(Attention attention, int width, Products products) {
		return this.fitting.computeIfAbsent(new Heads(attention, width, products), this::fit);
	}

	private Attention fit(Heads heads) {
		Script script = script(heads.attention());
		while (script.attention().simpler() != null) {
			try {
				new AttentionTrial(manager(), script.block()).check(heads.width(), heads.products());
				break;
			}
			catch (EngineException ex) {
				script = script(simpler(script.attention(), "cannot compute heads of " + heads.width() + " numbers in "
						+ ((heads.products() == Products.BF16) ? "bf16" : "fp32") + " on " + this.device, ex));
			}
		}
		return script.attention();
	}

	private static Attention simpler(Attention attention, String why, EngineException ex) {
		Attention next = attention.simpler();
		// memory that another model has filled says nothing about kernels
		if (next == null || Devices.lackMemory(ex)) {
			throw ex;
		}
		log.warn("{} attention {}; using {} attention instead: {}", attention.text(), why, next.text(),
				String.valueOf(ex.getMessage()).lines().findFirst().orElse(""));
		return next;
	}

	private synchronized Started started() {
		if (this.started == null) {
			this.started = start();
		}
		return this.started;
	}

	private Started start() {
		int count = count();
		TorchThreads.configure(count);
		setUnlessSet("ai.djl.pytorch.num_interop_threads", "1");
		setUnlessSet("ai.djl.offline", "true");
		Engine engine = Engine.getEngine("PyTorch");
		PtNDManager manager = (PtNDManager) engine.newBaseManager(this.device);
		manager.setName("mtdnn");
		if (this.device.isGpu()) {
			return new Started(manager, false, Products.DEFAULT);
		}
		try {
			PtSymbolBlock script = load(manager, Attention.CHUNKED, true);
			ProductsTrial trial = new ProductsTrial(script, manager, System::nanoTime);
			trial.check();
			this.scripts.put(Attention.CHUNKED, new Script(Attention.CHUNKED, script));
			return new Started(manager, true,
					this.memory.recall(this.cpu.name(), TorchThreads.configured(count), trial::choose));
		}
		catch (EngineException ex) {
			log.info("oneDNN is unavailable; using libtorch's default matrix multiplication: {}", ex.getMessage());
			return new Started(manager, false, Products.DEFAULT);
		}
	}

	private static void setUnlessSet(String property, String value) {
		if (System.getProperty(property) == null) {
			System.setProperty(property, value);
		}
	}

	private PtSymbolBlock load(PtNDManager manager, Attention attention, boolean oneDnn) {
		try {
			return JniUtils.loadModule(manager, archive(attention, oneDnn), false, false);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	InputStream archive(Attention attention, boolean oneDnn) {
		return ScriptArchive.of(attention, this.device.isGpu(), oneDnn);
	}

}
