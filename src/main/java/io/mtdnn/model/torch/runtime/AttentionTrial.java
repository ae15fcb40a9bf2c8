package io.mtdnn.model.torch.runtime;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import io.mtdnn.model.torch.runtime.TorchRuntime.Products;

/**
 * Computes attention and its gradients for two short rows, to find out whether the device
 * can. A kernel may be missing for its generation, for a number type or for a size.
 */
record AttentionTrial(PtNDManager manager, PtSymbolBlock script) {

	/**
	 * @param width numbers of one head
	 * @throws EngineException when the device cannot
	 */
	void check(int width, Products products) {
		try (NDManager temporary = this.manager.newSubManager(); NDArray like = temporary.ones(new Shape(1))) {
			new ScriptCall(this.script, "try_attention").with(like)
				.with(width)
				.with(products.ordinal())
				.run((sum) -> sum.toDouble());
		}
	}

}
