package io.mtdnn.serving.answers;

import java.util.ArrayList;
import java.util.List;

import io.mtdnn.answering.Passage;
import io.mtdnn.answering.SpanDecoder;
import io.mtdnn.registry.RegisteredModel;
import io.mtdnn.serving.Answer;
import io.mtdnn.serving.Document;
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
 * A question as windows over its texts, encoded and decoded as in training.
 *
 * @param texts the windows of each document, in their order
 * @param droppedPieces number of pieces that were cut off the question
 */
record EncodedQuestion(Question question, ResolvedOptions options, RegisteredModel model, LoadedModel loaded,
		String task, List<Windows> texts, int droppedPieces) implements Encoded<SpanLogits, Answer> {

	/**
	 * Encodes a question for a model.
	 * @throws InvalidQuestionException when the options do not allow windows for this
	 * question
	 */
	static EncodedQuestion of(Question question, ResolvedOptions options, RegisteredModel model, Task task,
			LoadedModel loaded) {
		int[] asked = loaded.tokenizer().split(question.question()).ids();
		try {
			List<Windows> texts = question.documents()
				.stream()
				.map((document) -> Windows.of(asked, document.text(), options, loaded))
				.toList();
			return new EncodedQuestion(question, options, model, loaded, task.name(), texts,
					options.dropped(asked.length));
		}
		catch (InvalidWindowException ex) {
			throw new InvalidQuestionException(ex.field(), ex.getMessage());
		}
	}

	@Override
	public String field() {
		Document first = this.question.documents().get(0);
		return (first.index() == null) ? "context" : (first.id() != null) ? "documents" : "contexts";
	}

	@Override
	public List<TokenSequence> rows() {
		return this.texts.stream().flatMap((text) -> text.windows().stream()).map(Window::sequence).toList();
	}

	@Override
	public List<SpanLogits> run(List<TokenSequence> rows) {
		return this.loaded.spans(this.task, rows);
	}

	@Override
	public Answer decode(List<SpanLogits> results) {
		List<Passage> passages = new ArrayList<>();
		int row = 0;
		for (int i = 0; i < this.texts.size(); i++) {
			Windows text = this.texts.get(i);
			int next = row + text.windows().size();
			passages.add(new Passage(this.question.documents().get(i).text(), text.pieces(), text.windows(),
					results.subList(row, next)));
			row = next;
		}
		return new AnswerAssembly(this.question.documents(), this.options, this.loaded.calibration(this.task))
			.answer(SpanDecoder.decode(passages, this.options.decoding()), this.model, this.droppedPieces);
	}

	/** The pieces of a text and the windows over it. */
	record Windows(WordPieces pieces, List<Window> windows) {

		static Windows of(int[] question, String text, ResolvedOptions options, LoadedModel loaded) {
			WordPieces pieces = loaded.context(text);
			return new Windows(pieces,
					SlidingWindows.over(question, pieces,
							options.windows(question.length, loaded.model().maxPositions(), loaded.tokenizer().rows()),
							loaded.tokenizer()));
		}

	}

}
