package io.mtdnn.serving.answers;

import java.util.List;

import io.mtdnn.answering.DecodedAnswer;
import io.mtdnn.answering.SpanDecoder;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.Answer;
import io.mtdnn.serving.InvalidQuestionException;
import io.mtdnn.serving.Question;
import io.mtdnn.serving.batching.Encoded;
import io.mtdnn.serving.loading.LoadedModel;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.tokenization.InvalidWindowException;
import io.mtdnn.tokenization.SlidingWindows;
import io.mtdnn.tokenization.Window;
import io.mtdnn.tokenization.WordPieces;

/**
 * A question as windows over its context, encoded and decoded as in training.
 *
 * @param context the context's pieces
 * @param droppedPieces pieces of the question that were cut off
 */
record EncodedQuestion(Question question, ResolvedOptions options, RegisteredModel model, LoadedModel loaded,
		String task, WordPieces context, List<Window> windows,
		int droppedPieces) implements Encoded<SpanLogits, Answer> {

	/**
	 * Encodes a question for a model.
	 * @throws InvalidQuestionException when the windows do not fit the model
	 */
	static EncodedQuestion of(Question question, ResolvedOptions options, RegisteredModel model, Task task,
			LoadedModel loaded) {
		int[] asked = loaded.tokenizer().split(question.question()).ids();
		WordPieces context = loaded.context(question.context());
		try {
			List<Window> windows = SlidingWindows.over(asked, context,
					options.windows(asked.length, loaded.model().maxPositions()), loaded.tokenizer());
			return new EncodedQuestion(question, options, model, loaded, task.name(), context, windows,
					options.dropped(asked.length));
		}
		catch (InvalidWindowException ex) {
			throw new InvalidQuestionException(ex.field(), ex.getMessage());
		}
	}

	@Override
	public List<TokenSequence> rows() {
		return this.windows.stream().map(Window::sequence).toList();
	}

	@Override
	public List<SpanLogits> run(List<TokenSequence> rows) {
		return this.loaded.spans(this.task, rows);
	}

	@Override
	public Answer decode(List<SpanLogits> results) {
		DecodedAnswer decoded = SpanDecoder.decode(this.question.context(), this.context, this.windows, results,
				this.options.decoding());
		return new AnswerAssembly(this.question.context(), this.options).answer(decoded, this.model,
				this.droppedPieces);
	}

}
