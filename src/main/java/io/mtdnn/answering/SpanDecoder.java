package io.mtdnn.answering;

import java.util.List;

import io.mtdnn.task.SpanLogits;
import io.mtdnn.tokenization.Window;
import io.mtdnn.tokenization.WordPieces;

/** Decodes span logits into answers; stateless. */
public final class SpanDecoder {

	private SpanDecoder() {
	}

	/**
	 * Decodes all windows of one question.
	 * @param context the original context
	 * @param pieces the context's pieces, to cut the answer out by their offsets
	 * @param windows the windows of the question
	 * @param logits per window its logits, same order
	 * @param settings n-best size, answer length, threshold
	 * @return the answer, the best span, null odds and candidates
	 */
	public static DecodedAnswer decode(String context, WordPieces pieces, List<Window> windows,
			List<SpanLogits> logits, DecodingSettings settings) {
		throw new IllegalStateException("to be written");
	}

}
