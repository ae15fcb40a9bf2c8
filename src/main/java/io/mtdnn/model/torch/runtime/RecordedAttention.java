package io.mtdnn.model.torch.runtime;

import java.util.Arrays;
import java.util.Optional;

/**
 * How a checkpoint's run has computed attention, on which the last bits of its results
 * depend.
 *
 * @param attention other than {@link Attention#AUTO}
 * @param gpu whether it ran on a GPU
 */
record RecordedAttention(Attention attention, boolean gpu) {

	/** For example {@code fused on a GPU}. */
	String text() {
		return this.attention.text() + suffix(this.gpu);
	}

	private static String suffix(boolean gpu) {
		return gpu ? " on a GPU" : " on a CPU";
	}

	/** Empty if this version does not know it. */
	static Optional<RecordedAttention> parse(String text) {
		boolean gpu = text.endsWith(suffix(true));
		return Arrays.stream(Attention.values())
			.map((attention) -> new RecordedAttention(attention, gpu))
			.filter((recorded) -> recorded.text().equals(text))
			.findFirst();
	}

}
