package io.mtdnn.model.wiring;

import java.util.List;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the devices that this process computes on.
 *
 * @param devices Devices that train, each one job at a time by default. {@code auto}
 * selects every GPU, or the CPU if the machine has no GPU. A list selects devices by
 * name, such as {@code cpu}, {@code gpu0} and {@code gpu1}; a device that is listed twice
 * trains two jobs at a time. Questions are answered on the first device. GPUs need
 * libtorch's CUDA build, which is untested.
 * @param devicesPerJob Number of devices that train one job together: they share the
 * micro-batches of its steps, so it should not exceed the plan's
 * {@code accumulationSteps}. Must divide the number of devices. The results do not depend
 * on it.
 */
@Validated
@ConfigurationProperties("mtdnn")
record DeviceProperties(@NotEmpty @DefaultValue("auto") List<String> devices,
		@Min(1) @DefaultValue("1") int devicesPerJob) {

}
