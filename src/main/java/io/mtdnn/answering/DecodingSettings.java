package io.mtdnn.answering;

/**
 * The settings by which logits become an answer.
 *
 * @param nBestSize number of top starts and of top ends considered per window, and
 * maximum number of spans among the candidates (BERT: 20)
 * @param maxAnswerLength maximum number of word pieces of an answer (BERT: 30)
 * @param nullThreshold the answer is "" exactly when null odds exceed this
 */
public record DecodingSettings(int nBestSize, int maxAnswerLength, double nullThreshold) {

	/** BERT's values: 20 candidates, 30 word pieces, threshold 0. */
	public static final DecodingSettings DEFAULT = new DecodingSettings(20, 30, 0.0);

	public DecodingSettings {
		if (nBestSize < 1 || maxAnswerLength < 1 || Double.isNaN(nullThreshold)) {
			throw new IllegalArgumentException(
					"n-best size %d and longest answer %d must be at least 1, and threshold %s a number"
						.formatted(nBestSize, maxAnswerLength, nullThreshold));
		}
	}

}
