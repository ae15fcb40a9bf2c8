package io.mtdnn.model.torch;

import java.util.Random;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.IValue;
import io.mtdnn.model.torch.runtime.ScriptCall;
import io.mtdnn.model.torch.runtime.TorchRuntime;
import io.mtdnn.model.torch.runtime.TorchRuntime.Products;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ScriptTests {

	private static final TorchRuntime RUNTIME = TinyBert.RUNTIME;

	@Test
	void dropoutZeroesItsShareAndScalesTheRest() {
		try (NDManager manager = RUNTIME.newManager()) {
			ScriptCall call = RUNTIME.call("noise")
				.with(manager.ones(new Shape(20_000)))
				.with(0.3)
				.with(seeds(manager, 1, 20_000));
			float[] noise = call.run((result) -> result.toTensor((PtNDManager) manager).toFloatArray());
			int zeros = 0;
			for (float value : noise) {
				assertThat(value).isIn(0f, (float) (1 / 0.7));
				zeros += (value == 0) ? 1 : 0;
			}
			assertThat(zeros / 20_000.0).isCloseTo(0.3, within(0.02));
		}
	}

	@Test
	void attentionWithDropoutIsUnbiased() {
		try (NDManager manager = RUNTIME.newManager()) {
			NDArray qkv = random(manager, 7, 24);
			float[] plain = attention(manager, qkv, 0, 0);
			double[] mean = new double[plain.length];
			for (int seed = 0; seed < 3000; seed++) {
				float[] dropped = attention(manager, qkv, 0.3, seed);
				for (int i = 0; i < mean.length; i++) {
					mean[i] += dropped[i] / 3000;
				}
			}
			for (int i = 0; i < mean.length; i++) {
				assertThat(mean[i]).isCloseTo(plain[i], within(0.06));
			}
			assertThat(attention(manager, qkv, 0.3, 1)).isEqualTo(attention(manager, qkv, 0.3, 1))
				.isNotEqualTo(attention(manager, qkv, 0.3, 2));
		}
	}

	private static float[] attention(NDManager manager, NDArray qkv, double dropout, long seed) {
		try (NDManager temporary = RUNTIME.newManager()) {
			NDArray context = temporary.zeros(new Shape(7, 8));
			RUNTIME.call("attention")
				.with(qkv)
				.with(context)
				.with(temporary.zeros(new Shape(2 * 7 * 7)))
				.with(2)
				.with(new long[] { 1, 7 })
				.with(dropout)
				.with(seeds(temporary, seed, 2 * 7 * 7))
				.run();
			return context.toFloatArray();
		}
	}

	private static NDArray seeds(NDManager manager, long seed, int size) {
		return RUNTIME.seeded(seed, RUNTIME.call("seeds").with(manager.zeros(new Shape(1))).with(size),
				(result) -> result.toTensor((PtNDManager) manager));
	}

	@Test
	void allMatrixMultiplicationsAgree() {
		try (NDManager manager = RUNTIME.newManager()) {
			NDArray x = random(manager, 5, 48);
			NDArray w = random(manager, 32, 48);
			NDArray b = random(manager, 32);
			float[] plain = linear(manager, x, w, b, Products.DEFAULT);
			assertThat(linear(manager, x, w, b, Products.MIXED)).containsExactly(plain, within(1e-5f));
			assertThat(linear(manager, x, w, b, Products.ONE_DNN)).containsExactly(plain, within(1e-5f));
			assertThat(linear(manager, x, w, b, Products.BF16)).containsExactly(plain, within(0.3f));
		}
	}

	/**
	 * oneDNN packs some widths incorrectly on some processors; these must not be packed.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 16, 31, 32, 48, 64, 80, 96, 112, 128, 200, 312, 384, 936 })
	void aMatrixPreparedForInferenceGivesTheSameProducts(int width) {
		try (NDManager manager = RUNTIME.newManager()) {
			NDArray w = random(manager, width, 48);
			NDArray b = random(manager, width);
			try (IValue ready = RUNTIME.call("reordered").with(w).with(Products.ONE_DNN.ordinal()).held()) {
				for (int rows : new int[] { 1, 5, 40, 170 }) {
					NDArray x = random(manager, rows, 48);
					float[] product = RUNTIME.call("product")
						.with(x)
						.with(ready)
						.with(b)
						.with(Products.ONE_DNN.ordinal())
						.run((result) -> result.toTensor((PtNDManager) manager).toFloatArray());
					assertThat(product).containsExactly(linear(manager, x, w, b, Products.DEFAULT), within(1e-4f));
				}
			}
		}
	}

	private static float[] linear(NDManager manager, NDArray x, NDArray w, NDArray b, Products products) {
		return RUNTIME.call("linear")
			.with(x)
			.with(w)
			.with(b)
			.with(products.ordinal())
			.run((result) -> result.toTensor((PtNDManager) manager).toFloatArray());
	}

	private static NDArray random(NDManager manager, long... shape) {
		Random random = new Random(4);
		float[] values = new float[(int) new Shape(shape).size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) random.nextGaussian();
		}
		return manager.create(values, new Shape(shape));
	}

}
