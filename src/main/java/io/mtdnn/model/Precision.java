package io.mtdnn.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The arithmetic of matrix products; weights and optimiser state are always 32-bit. */
public enum Precision {

	@JsonProperty("fp32")
	FP32,

	@JsonProperty("bf16")
	BF16

}
