package io.mtdnn.model;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The arithmetic of matrix products; weights and optimiser state are always 32-bit. */
public enum Precision {

	@JsonProperty("fp32")
	FP32,

	@JsonProperty("bf16")
	BF16;

	/** The name in plans, settings and the API. */
	public String text() {
		return name().toLowerCase(Locale.ROOT);
	}

}
