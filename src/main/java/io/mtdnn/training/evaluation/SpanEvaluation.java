package io.mtdnn.training.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

import io.mtdnn.answering.DecodedAnswer;
import io.mtdnn.answering.DecodingSettings;
import io.mtdnn.answering.SpanDecoder;
import io.mtdnn.datasets.Example.SpanExample;
import io.mtdnn.model.InferenceModel;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.tokenization.SlidingWindows;
import io.mtdnn.tokenization.Window;
import io.mtdnn.tokenization.WindowSettings;
import io.mtdnn.tokenization.WordPieceTokenizer;
import io.mtdnn.tokenization.WordPieces;
import tools.jackson.databind.json.JsonMapper;

/**
 * Evaluates extractive question answering on every window of every question, with the
 * decoder that also serves answers and the official metrics.
 */
final class SpanEvaluation implements TaskEvaluation {

	private final String dataset;

	private final Task task;

	private final List<Question> questions = new ArrayList<>();

	private final List<TokenSequence> sequences = new ArrayList<>();

	private final int tokens;

	private final DecodingSettings decoding;

	private final JsonMapper json;

	/**
	 * Divides all questions into windows, once for the whole run.
	 * @param dataset name of the evaluation set
	 * @param tokens maximum size of a batch: number of rows times the tokens of the
	 * longest one
	 */
	SpanEvaluation(String dataset, Task task, List<SpanExample> examples, WordPieceTokenizer tokenizer,
			WindowSettings windows, DecodingSettings decoding, int tokens, JsonMapper json) {
		this.dataset = dataset;
		this.task = task;
		this.json = json;
		this.tokens = tokens;
		this.decoding = decoding;
		Map<String, WordPieces> contexts = new HashMap<>();
		for (SpanExample example : examples) {
			WordPieces context = contexts.computeIfAbsent(example.context(), tokenizer::split);
			List<Window> parts = SlidingWindows.over(tokenizer.split(example.question()).ids(), context, windows,
					tokenizer);
			this.questions.add(new Question(example, context, parts, this.sequences.size()));
			parts.forEach((part) -> this.sequences.add(part.sequence()));
		}
	}

	@Override
	public String dataset() {
		return this.dataset;
	}

	@Override
	public List<TokenSequence> rows() {
		return Collections.unmodifiableList(this.sequences);
	}

	@Override
	public Scores evaluate(InferenceModel model, IntConsumer reading) {
		SpanLogits[] logits = new SpanLogits[this.sequences.size()];
		TokenBudgetBatches.forEach(this.sequences, this.tokens, reading, (rows) -> model.spans(this.task.name(), rows),
				(row, found) -> logits[row] = found);
		List<SpanResult> results = this.questions.stream()
			.map((question) -> SpanResult.of(question.example(), decode(question, logits)))
			.toList();
		return new SpanScores(this.dataset, results, this.json);
	}

	private DecodedAnswer decode(Question question, SpanLogits[] logits) {
		List<SpanLogits> own = Arrays.asList(logits)
			.subList(question.firstRow(), question.firstRow() + question.windows().size());
		return SpanDecoder.decode(question.example().context(), question.context(), question.windows(), own,
				this.decoding);
	}

	/**
	 * A question divided into windows.
	 *
	 * @param firstRow index of its first window among all rows
	 */
	private record Question(SpanExample example, WordPieces context, List<Window> windows, int firstRow) {
	}

}
