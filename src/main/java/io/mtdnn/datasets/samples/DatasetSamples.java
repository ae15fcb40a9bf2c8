package io.mtdnn.datasets.samples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.mtdnn.datasets.Dataset;
import io.mtdnn.datasets.EncodedExample;
import io.mtdnn.datasets.Example;
import io.mtdnn.datasets.Example.ChoiceExample;
import io.mtdnn.datasets.Example.SentenceExample;
import io.mtdnn.datasets.Example.SpanExample;
import io.mtdnn.datasets.features.ExampleEncoder;
import io.mtdnn.pretrained.EncoderCatalog;
import io.mtdnn.pretrained.EncoderException;
import io.mtdnn.pretrained.EncoderListing;
import io.mtdnn.task.Excerpt;
import io.mtdnn.task.Target;
import io.mtdnn.task.Target.Label;
import io.mtdnn.task.Target.Span;
import io.mtdnn.task.Target.Value;
import io.mtdnn.task.Task;
import io.mtdnn.task.TokenSequence;
import io.mtdnn.tokenization.TokenizerFactory;
import io.mtdnn.tokenization.WindowSettings;
import io.mtdnn.tokenization.WordPieceTokenizer;
import org.jspecify.annotations.Nullable;

/** Shows rows in the form that the model reads. */
public final class DatasetSamples {

	private static final int TEXT = 1000;

	/** The lengths that a plan has by default. */
	private static final WindowSettings WINDOWS = new WindowSettings(384, 64, 128);

	private final EncoderCatalog encoders;

	private final TokenizerFactory tokenizers;

	public DatasetSamples(EncoderCatalog encoders, TokenizerFactory tokenizers) {
		this.encoders = encoders;
		this.tokenizers = tokenizers;
	}

	/**
	 * The encoder whose tokenizer is used by default: the first one in the folder of
	 * encoders, or else the first shipped one that can be converted into it. Null if
	 * neither exists.
	 */
	public @Nullable String usualEncoder() {
		return first(EncoderListing.Source.FOLDER)
			.or(() -> first(EncoderListing.Source.ARCHIVE).filter(this::isConvertible))
			.orElse(null);
	}

	private Optional<String> first(EncoderListing.Source source) {
		return this.encoders.listings()
			.stream()
			.filter((encoder) -> encoder.available() && encoder.source() == source)
			.map(EncoderListing::name)
			.findFirst();
	}

	private boolean isConvertible(String encoder) {
		try {
			this.encoders.directory(encoder);
			return true;
		}
		catch (EncoderException ex) {
			return false;
		}
	}

	/**
	 * The first rows of a dataset.
	 * @param encoder whose tokenizer splits them; null for the texts alone
	 * @param count maximum number of rows
	 * @throws io.mtdnn.pretrained.EncoderException when there is no such encoder
	 */
	public List<Sample> of(Dataset dataset, @Nullable String encoder, int count) {
		List<Example> examples = dataset.examples().subList(0, Math.min(count, dataset.examples().size()));
		if (encoder == null) {
			return examples.stream().map((example) -> sample(dataset.task(), example, List.of())).toList();
		}
		try (WordPieceTokenizer tokenizer = this.tokenizers.open(this.encoders.directory(encoder))) {
			ExampleEncoder encoding = new ExampleEncoder(tokenizer, WINDOWS);
			return examples.stream()
				.map((example) -> sample(dataset.task(), example,
						inputs(dataset.task(), encoding.encode(example).items(), tokenizer)))
				.toList();
		}
	}

	private static List<Sample.Input> inputs(Task task, List<EncodedExample> items, WordPieceTokenizer tokenizer) {
		List<Sample.Input> inputs = new ArrayList<>();
		for (EncodedExample item : items) {
			for (int row = 0; row < item.sequences().size(); row++) {
				TokenSequence sequence = item.sequences().get(row);
				List<String> pieces = pieces(sequence, tokenizer);
				boolean right = !task.head().severalRows() || ((Label) item.target()).index() == row;
				String target = task.head().severalRows() ? (right ? "right" : "wrong")
						: target(task, item.target(), pieces);
				inputs.add(new Sample.Input(pieces, sequence.secondStart(), target));
			}
		}
		return inputs;
	}

	private static List<String> pieces(TokenSequence sequence, WordPieceTokenizer tokenizer) {
		List<String> pieces = new ArrayList<>(sequence.length());
		for (int id : sequence.ids()) {
			pieces.add(tokenizer.piece(id));
		}
		return pieces;
	}

	private static String target(Task task, Target target, List<String> pieces) {
		if (target instanceof Span span) {
			return (span.start() == 0) ? pieces.get(0)
					: String.join(" ", pieces.subList(span.start(), Math.min(span.end() + 1, pieces.size())));
		}
		return (target instanceof Value value) ? String.valueOf(value.value())
				: task.labels().get(((Label) target).index());
	}

	private static Sample sample(Task task, Example example, List<Sample.Input> inputs) {
		Map<String, String> texts = new LinkedHashMap<>();
		if (example instanceof SpanExample question) {
			put(texts, "question", question.question());
			put(texts, "context", question.context());
			return new Sample(example.id(), texts,
					question.impossible() ? "no answer" : question.answers().get(0).text(), inputs);
		}
		if (example instanceof ChoiceExample choice) {
			put(texts, "first", choice.first());
			for (int i = 0; i < choice.choices().size(); i++) {
				put(texts, "choice " + i, choice.choices().get(i));
			}
			return new Sample(example.id(), texts, "choice " + choice.label(), inputs);
		}
		SentenceExample sentence = (SentenceExample) example;
		put(texts, "first", sentence.first());
		if (sentence.second() != null) {
			put(texts, "second", sentence.second());
		}
		return new Sample(example.id(), texts, target(task, sentence.target(), List.of()), inputs);
	}

	private static void put(Map<String, String> texts, String part, String text) {
		texts.put(part, Excerpt.of(text, TEXT));
	}

}
