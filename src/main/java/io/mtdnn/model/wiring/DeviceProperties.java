package io.mtdnn.model.wiring;

import java.util.List;

import jakarta.validation.constraints.NotEmpty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What this process computes on.
 *
 * @param devices {@code auto} for every GPU, or the CPU where there is none; or a list of
 * {@code cpu}, {@code gpu0}, {@code gpu1} and so on. Each trains one job at a time, a
 * device that is named twice two; questions are answered on the first. GPUs need
 * libtorch's CUDA build; none was at hand to try it on
 */
@Validated
@ConfigurationProperties("mtdnn")
record DeviceProperties(@NotEmpty @DefaultValue("auto") List<String> devices) {

}
