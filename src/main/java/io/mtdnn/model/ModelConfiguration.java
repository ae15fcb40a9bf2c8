package io.mtdnn.model;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.util.cuda.CudaUtils;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the models. Nothing native is loaded until a model is opened or the machine's
 * speed is asked for.
 */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

	/** Where CUDA is, the native library is asked whether it was built for it. */
	private static final IntSupplier GPUS = () -> (CudaUtils.getGpuCount() > 0)
			? Engine.getEngine("PyTorch").getGpuCount() : 0;

	@Bean
	Devices devices(DeviceProperties properties) {
		return Devices.of(properties.devices(), GPUS);
	}

	@Bean
	DevicePool devicePool(EngineProperties properties, Devices devices,
			@Value("${mtdnn.cache-dir:./data/cache}") Path cacheDir) {
		ProductsMemory memory = new ProductsMemory(cacheDir.resolve("engine"));
		Map<Device, TorchRuntime> runtimes = new HashMap<>();
		devices.all()
			.forEach((device) -> runtimes.computeIfAbsent(device,
					(key) -> new TorchRuntime(properties.threads(), key, memory)));
		return new DevicePool(devices.all().stream().map(runtimes::get).toList());
	}

	@Bean
	MeterBinder deviceMeters(DevicePool pool, Devices devices) {
		return new DeviceMeters(pool, devices.names());
	}

	@Bean
	ModelFactory modelFactory(DevicePool devices, EngineProperties properties) {
		Precision answering = properties.answeringPrecision();
		try {
			devices.answering().require(answering);
		}
		catch (UnsupportedPrecisionException ex) {
			throw new IllegalArgumentException("mtdnn.engine.answering-precision: " + ex.getMessage(), ex);
		}
		return new TorchModelFactory(devices, answering);
	}

	@Bean
	SpeedTrial speedTrial(DevicePool devices) {
		return new SpeedTrial(devices.answering(), System::nanoTime);
	}

}
