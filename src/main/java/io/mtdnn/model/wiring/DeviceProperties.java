package io.mtdnn.model.wiring;

import java.util.List;

import jakarta.validation.constraints.NotEmpty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the devices that this process computes on.
 *
 * @param devices Devices that train: {@code auto} for every GPU, or the CPU if there is
 * none; or a list of {@code cpu}, {@code gpu0}, {@code gpu1} and so on. Each device
 * trains one job at a time; list a device twice to allow two. Questions are answered on
 * the first. GPUs need libtorch's CUDA build, which is untested.
 */
@Validated
@ConfigurationProperties("mtdnn")
record DeviceProperties(@NotEmpty @DefaultValue("auto") List<String> devices) {

}
