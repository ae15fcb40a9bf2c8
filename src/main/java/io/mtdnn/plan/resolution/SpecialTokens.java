package io.mtdnn.plan.resolution;

import io.mtdnn.pretrained.EncoderCatalog;

/**
 * The number of special tokens in a row of two texts, which depends on the encoder. For
 * an encoder that cannot be used, which is reported elsewhere, it is that of BERT.
 */
final class SpecialTokens {

	private static final int BERT = 3;

	private final EncoderCatalog encoders;

	SpecialTokens(EncoderCatalog encoders) {
		this.encoders = encoders;
	}

	int of(String encoder) {
		try {
			return encoder.isBlank() ? BERT : this.encoders.rows(encoder).pairTokens();
		}
		catch (RuntimeException ex) {
			return BERT;
		}
	}

}
