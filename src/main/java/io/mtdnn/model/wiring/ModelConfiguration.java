package io.mtdnn.model.wiring;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.util.cuda.CudaUtils;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.mtdnn.model.Arithmetic;
import io.mtdnn.model.Devices;
import io.mtdnn.model.EngineThreads;
import io.mtdnn.model.ModelExporter;
import io.mtdnn.model.ModelFactory;
import io.mtdnn.model.ModelImporter;
import io.mtdnn.model.Precision;
import io.mtdnn.model.SpeedTrial;
import io.mtdnn.model.UnsupportedPrecisionException;
import io.mtdnn.model.huggingface.HuggingFaceImporter;
import io.mtdnn.model.torch.DeviceMeters;
import io.mtdnn.model.torch.DevicePool;
import io.mtdnn.model.torch.TorchModelFactory;
import io.mtdnn.model.torch.runtime.DeviceList;
import io.mtdnn.model.torch.runtime.ProductsMemory;
import io.mtdnn.model.torch.runtime.TorchArithmetic;
import io.mtdnn.model.torch.runtime.TorchRuntime;
import io.mtdnn.model.torch.runtime.TorchSpeedTrial;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the models. Native code is not loaded until a model is opened or the machine's
 * speed is measured.
 */
@Configuration(proxyBeanMethods = false)
class ModelConfiguration {

	@Bean
	DeviceList deviceList(DeviceProperties properties) {
		return DeviceList.of(properties.devices(), ModelConfiguration::gpus);
	}

	/** Number of GPUs that libtorch can use. It is loaded only if CUDA finds a GPU. */
	private static int gpus() {
		return (CudaUtils.getGpuCount() > 0) ? Engine.getEngine("PyTorch").getGpuCount() : 0;
	}

	@Bean
	Devices devices(DeviceList devices, DeviceProperties properties) {
		return devices.described(properties.devicesPerJob());
	}

	@Bean
	DevicePool devicePool(EngineProperties properties, DeviceList devices, Devices described,
			@Value("${mtdnn.cache-dir:./data/cache}") Path cacheDir) {
		ProductsMemory memory = new ProductsMemory(cacheDir.resolve("engine"), properties.matrixProducts().products());
		Map<Device, TorchRuntime> runtimes = new HashMap<>();
		devices.all()
			.forEach((device) -> runtimes.computeIfAbsent(device,
					(key) -> new TorchRuntime(properties.threads(), key, memory, properties.attention())));
		return new DevicePool(devices.all().stream().map(runtimes::get).toList(), described.perJob());
	}

	@Bean
	EngineThreads engineThreads(DevicePool devices) {
		return devices.answering().threads();
	}

	@Bean
	MeterBinder deviceMeters(DevicePool pool, Devices devices) {
		return new DeviceMeters(pool, devices.names());
	}

	@Bean
	ModelFactory modelFactory(DevicePool devices, EngineProperties properties) {
		try {
			return new TorchModelFactory(devices, properties.answeringPrecision().on(devices));
		}
		catch (UnsupportedPrecisionException ex) {
			throw new IllegalArgumentException("mtdnn.engine.answering-precision: " + ex.getMessage(), ex);
		}
	}

	@Bean
	ModelExporter modelExporter() {
		return new BundleExporter();
	}

	@Bean
	ModelImporter modelImporter() {
		return new HuggingFaceImporter();
	}

	@Bean
	Arithmetic arithmetic(DevicePool devices) {
		return new TorchArithmetic(devices.answering());
	}

	@Bean
	SpeedTrial speedTrial(DevicePool devices) {
		return new TorchSpeedTrial(devices.answering(), System::nanoTime);
	}

}
