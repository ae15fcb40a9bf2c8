package io.mtdnn.model.torch.runtime;

import java.io.InputStream;
import java.util.EnumSet;
import java.util.Set;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import io.mtdnn.model.torch.runtime.TorchRuntime.Products;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(OutputCaptureExtension.class)
class TorchDeviceTests {

	@Test
	void attentionThatTheDeviceComputesIsUsed(CapturedOutput output) {
		TorchDevice device = new TorchDevice(1, Device.cpu(), ProductsMemory.none());
		for (Attention attention : EnumSet.complementOf(EnumSet.of(Attention.AUTO))) {
			assertThat(device.fit(attention, 8, Products.MIXED)).isEqualTo(attention);
			assertThat(device.fit(attention, 64, Products.BF16)).isEqualTo(attention);
		}
		assertThat(output).doesNotContain("instead");
	}

	/** A processor knows the operators of CUDA, but has no kernels for them. */
	@Test
	void withoutTheKernelsRowsArePadded(CapturedOutput output) {
		TorchDevice device = new TorchDevice(1, Device.cpu(), ProductsMemory.none()) {
			@Override
			InputStream archive(Attention attention, boolean oneDnn) {
				return ScriptArchive.of(attention, true, oneDnn);
			}
		};
		assertThat(device.fit(Attention.FUSED, 64, Products.MIXED)).isEqualTo(Attention.PADDED);
		assertThat(output).containsOnlyOnce("fused attention cannot compute heads of 64 numbers in fp32 on cpu();"
				+ " using padded attention instead: ");
		assertThat(device.fit(Attention.FUSED, 64, Products.MIXED)).isEqualTo(Attention.PADDED);
		assertThat(output).containsOnlyOnce("heads of 64");
		assertThat(device.fit(Attention.FLASH, 32, Products.BF16)).isEqualTo(Attention.PADDED);
		assertThat(output).contains("flash attention cannot compute heads of 32 numbers in bf16", "using fused")
			.contains("fused attention cannot compute heads of 32 numbers in bf16");
	}

	@Test
	void withoutTheOperatorsRowsArePadded(CapturedOutput output) {
		Set<Attention> lacking = EnumSet.of(Attention.FUSED, Attention.FLASH);
		TorchDevice device = new TorchDevice(1, Device.cpu(), ProductsMemory.none()) {
			@Override
			InputStream archive(Attention attention, boolean oneDnn) {
				String source = ScriptArchive.source(attention, true, oneDnn);
				assertThat(source.contains("_efficient_attention_forward(")).isEqualTo(lacking.contains(attention));
				return ScriptArchive
					.pack(source.replace("_efficient_attention_forward(", "_future_attention_forward("));
			}
		};
		TorchRuntime runtime = new TorchRuntime(device, Attention.FLASH);
		assertThat(runtime.attention()).isEqualTo(Attention.PADDED);
		assertThat(runtime.recordedAttention()).isEqualTo("padded on a CPU");
		assertThat(output).contains("flash attention cannot be loaded on cpu(); using fused attention instead: ")
			.contains("fused attention cannot be loaded on cpu(); using padded attention instead: ");
	}

	/** Its next model would otherwise be computed in the simpler way too. */
	@Test
	void missingMemoryIsNotAMissingKernel(CapturedOutput output) {
		TorchDevice device = new TorchDevice(1, Device.cpu(), ProductsMemory.none()) {
			@Override
			InputStream archive(Attention attention, boolean oneDnn) {
				return ScriptArchive.pack(ScriptArchive.source(attention, false, oneDnn)
					.replace("torch.new_ones(like, [4, 3 * width])",
							"torch.new_ones(like, [4, 3 * width * 1000000000000])"));
			}
		};
		assertThatThrownBy(() -> device.fit(Attention.FUSED, 64, Products.MIXED)).isInstanceOf(EngineException.class)
			.hasMessageContaining("memory");
		assertThat(output).doesNotContain("instead");
	}

}
