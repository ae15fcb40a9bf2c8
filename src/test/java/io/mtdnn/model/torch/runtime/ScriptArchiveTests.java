package io.mtdnn.model.torch.runtime;

import java.io.IOException;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ScriptArchiveTests {

	/**
	 * libtorch knows the operators of all devices, also where it cannot compute them, and
	 * checks their arguments when it loads the script.
	 */
	@ParameterizedTest
	@CsvSource({ "CHUNKED, false, true", "CHUNKED, true, false", "FUSED, false, true", "FUSED, true, false",
			"FLASH, true, false", "PADDED, false, true", "PADDED, true, false" })
	void theScriptOfEveryDeviceLoads(Attention attention, boolean gpu, boolean oneDnn) throws IOException {
		try (NDManager manager = new TorchRuntime(1, Device.cpu(), ProductsMemory.none()).newManager();
				PtSymbolBlock script = JniUtils.loadModule((PtNDManager) manager,
						ScriptArchive.of(attention, gpu, oneDnn), false, false)) {
			assertThat(script).isNotNull();
		}
	}

	@Test
	void theDeviceDecidesHowAttentionIsComputed() {
		assertThat(Attention.AUTO.on(Device.cpu())).isEqualTo(Attention.CHUNKED);
		assertThat(Attention.AUTO.on(Device.gpu(0))).isEqualTo(Attention.FUSED);
		assertThat(Attention.CHUNKED.on(Device.gpu(0))).isEqualTo(Attention.CHUNKED);
		assertThat(Attention.FLASH.on(Device.cpu())).isEqualTo(Attention.FLASH);
	}

}
