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
import io.mtdnn.serving.QuestionTooLargeException;
import io.mtdnn.serving.batching.Encoded;
import io.mtdnn.serving.limits.RequestLimits;
import io.mtdnn.serving.loading.LoadedModel;
import io.mtdnn.task.SpanLogits;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.tokenization.InvalidWindowException;
import io.mtdnn.tokenization.RowTemplate;
import io.mtdnn.tokenization.SlidingWindows;
import io.mtdnn.tokenization.Window;
import io.mtdnn.tokenization.WindowSettings;
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
	 * @throws QuestionTooLargeException when it has more windows than a request may have;
	 * they are counted before they take memory
	 */
	static EncodedQuestion of(Question question, ResolvedOptions options, RegisteredModel model, Task task,
			LoadedModel loaded, RequestLimits limits) {
		int[] asked = loaded.tokenizer().split(question.question()).ids();
		RowTemplate rows = loaded.tokenizer().rows();
		try {
			WindowSettings settings = options.windows(asked.length, loaded.model().maxPositions(), rows);
			List<WordPieces> contexts = question.documents()
				.stream()
				.map((document) -> loaded.context(document.text()))
				.toList();
			limits.windows(field(question),
					contexts.stream()
						.mapToLong((pieces) -> SlidingWindows.count(asked.length, pieces.length(), settings, rows))
						.sum());
			List<Windows> texts = contexts.stream()
				.map((pieces) -> new Windows(pieces, SlidingWindows.over(asked, pieces, settings, loaded.tokenizer())))
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
		return field(this.question);
	}

	private static String field(Question question) {
		Document first = question.documents().get(0);
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

	}

}
