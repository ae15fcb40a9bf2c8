package io.mtdnn.model.torch.runtime;

import ai.djl.engine.Engine;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import org.slf4j.LoggerFactory;

/**
 * Unpacks the native libraries of the engine and the tokenizers to {@code DJL_CACHE_DIR}
 * and exits, for container images that must not write at startup.
 */
public final class UnpackEngine {

	private UnpackEngine() {
	}

	public static void main(String[] args) {
		LibUtils.checkStatus();
		Engine engine = Engine.getEngine("PyTorch");
		LoggerFactory.getLogger(UnpackEngine.class).info("Unpacked {} {}", engine.getEngineName(), engine.getVersion());
	}

}
