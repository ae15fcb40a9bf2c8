package io.mtdnn.serving.answers;

import java.util.List;
import java.util.function.Function;

import io.mtdnn.serving.Scored;
import io.mtdnn.serving.batching.Encoded;
import io.mtdnn.serving.loading.LoadedModel;
import io.mtdnn.task.TokenSequence;

/**
 * Sentences for a head on [CLS].
 *
 * @param decoding computes the answer from the logits
 */
record EncodedSentences(LoadedModel loaded, String task, List<Row> sentences,
		Function<List<float[]>, Scored> decoding) implements Encoded<float[], Scored> {

	@Override
	public List<TokenSequence> rows() {
		return this.sentences.stream().map(Row::sequence).toList();
	}

	@Override
	public List<float[]> run(List<TokenSequence> rows) {
		return this.loaded.scores(this.task, rows);
	}

	@Override
	public Scored decode(List<float[]> results) {
		return this.decoding.apply(results);
	}

	/** The maximum number of pieces that were cut off a row. */
	static int dropped(List<Row> sentences) {
		return sentences.stream().mapToInt(Row::droppedPieces).max().orElse(0);
	}

}
