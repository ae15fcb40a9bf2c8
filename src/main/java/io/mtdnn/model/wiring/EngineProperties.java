package io.mtdnn.model.wiring;

import io.mtdnn.model.torch.runtime.Attention;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the native engine.
 *
 * @param threads Number of threads of one matrix product. 0 for the number of physical
 * cores. The system property {@code ai.djl.pytorch.num_threads} takes precedence.
 * @param answeringPrecision Precision in which models answer and are evaluated, during
 * training too, so that scores and thresholds are those of the answers. {@code bf16} is
 * faster and changes logits by a few hundredths (docs/parity.md reports its cost in EM
 * and F1). {@code auto} selects bf16 on processors with AVX512-BF16 or AMX, and fp32 on
 * others and on GPUs. If the processors of a cluster differ, set the same precision on
 * all nodes. Does not affect training: see {@code precision} of plans.
 * @param matrixProducts How fp32 matrices are multiplied on the CPU, which affects the
 * last bits of results: {@code measured} for the faster method, measured at the first
 * start and stored in the folder engine of {@code mtdnn.cache-dir}; {@code mixed} or
 * {@code one-dnn} for the same method on every node. Each attempt of a run records the
 * method as {@code matrixProducts} of its environment.
 * @param attention How attention is computed: {@code auto} selects chunked on a CPU and
 * fused on a GPU. {@code chunked} computes rows of equal length together. {@code fused}
 * computes all rows in one kernel whose results are bit-reproducible. {@code flash}
 * selects a faster kernel on GPUs in bf16, whose gradients differ in the last bits from
 * run to run; a resumed run is therefore not bit-identical. {@code padded} computes
 * padded rows with ordinary operators; it replaces a kernel that a device lacks, and the
 * log says so. A run continues with the attention of its checkpoint.
 */
@Validated
@ConfigurationProperties("mtdnn.engine")
record EngineProperties(@DefaultValue("0") @Min(0) int threads,
		@NotNull @DefaultValue("auto") AnsweringPrecision answeringPrecision,
		@NotNull @DefaultValue("measured") ProductsChoice matrixProducts,
		@NotNull @DefaultValue("auto") Attention attention) {

}
