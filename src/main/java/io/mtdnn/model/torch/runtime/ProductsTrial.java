package io.mtdnn.model.torch.runtime;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import io.mtdnn.model.torch.runtime.TorchRuntime.Products;

/**
 * Determines in about a tenth of a second whether oneDNN's products work (the operator is
 * internal to libtorch) and whether they are also faster for the gradients of weights,
 * where both factors are transposed; this depends on the processor. oneDNN is chosen for
 * them only if it is clearly faster than the default library. {@link ProductsMemory}
 * stores the choice.
 */
final class ProductsTrial {

	private static final double CLEARLY = 0.85;

	private static final int ROUNDS = 5;

	private static final int ROWS = 512;

	private static final int INPUTS = 512;

	private static final int OUTPUTS = 1536;

	private final PtSymbolBlock script;

	private final NDManager manager;

	private final LongSupplier nanoTime;

	ProductsTrial(PtSymbolBlock script, NDManager manager, LongSupplier nanoTime) {
		this.script = script;
		this.manager = manager;
		this.nanoTime = nanoTime;
	}

	/**
	 * Chooses {@link Products#MIXED} or {@link Products#ONE_DNN}. All rounds use the same
	 * memory, as training does, because on some machines fresh memory took four times as
	 * long as the product.
	 */
	Products choose() {
		try (NDManager temporary = this.manager.newSubManager()) {
			List<NDArray> tensors = Stream
				.of(new Shape(ROWS, OUTPUTS), new Shape(ROWS, INPUTS), new Shape(OUTPUTS, INPUTS),
						new Shape(OUTPUTS, INPUTS), new Shape(OUTPUTS))
				.map(temporary::ones)
				.toList();
			long mixed = Long.MAX_VALUE;
			long oneDnn = Long.MAX_VALUE;
			for (int i = 0; i < ROUNDS; i++) {
				mixed = Math.min(mixed, nanosOfGradients(tensors, Products.MIXED));
				oneDnn = Math.min(oneDnn, nanosOfGradients(tensors, Products.ONE_DNN));
			}
			return (oneDnn < CLEARLY * mixed) ? Products.ONE_DNN : Products.MIXED;
		}
	}

	/**
	 * Computes a product with oneDNN.
	 * @throws EngineException when this fails or the result is wrong
	 */
	void check() {
		try (NDManager temporary = this.manager.newSubManager()) {
			float first = new ScriptCall(this.script, "linear").with(temporary.ones(new Shape(2, 3)))
				.with(temporary.ones(new Shape(4, 3)))
				.with(temporary.ones(new Shape(4)))
				.with(Products.ONE_DNN.ordinal())
				.run((product) -> product.toTensor((PtNDManager) temporary).getFloat(1, 3));
			if (first != 4) {
				throw new EngineException("a product of ones gave " + first);
			}
		}
	}

	private long nanosOfGradients(List<NDArray> tensors, Products products) {
		ScriptCall call = new ScriptCall(this.script, "linear_backward");
		tensors.forEach(call::with);
		call.with(products.ordinal());
		long start = this.nanoTime.getAsLong();
		call.run();
		return this.nanoTime.getAsLong() - start;
	}

}
