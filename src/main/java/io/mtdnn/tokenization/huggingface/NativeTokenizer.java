package io.mtdnn.tokenization.huggingface;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import io.mtdnn.task.Excerpt;
import io.mtdnn.tokenization.RowTemplate;
import io.mtdnn.tokenization.TokenizerException;
import io.mtdnn.tokenization.WordPieceTokenizer;
import io.mtdnn.tokenization.WordPieces;

/**
 * A tokenizer of Hugging Face's library, accessed through DJL. Reads only the ids and
 * spans of a tokenised text, because DJL's own {@code Encoding} copies eight arrays,
 * including the tokens as strings. A lock prevents {@link #close} from freeing native
 * memory that another thread is using.
 */
final class NativeTokenizer implements WordPieceTokenizer {

	private static final Map<String, String> OPTIONS = Map.of("truncation", "false", "padding", "false",
			"addSpecialTokens", "false");

	private final TokenizerDefinition definition;

	private final String contentHash;

	private final HuggingFaceTokenizer tokenizer;

	private final ReadWriteLock lock = new ReentrantReadWriteLock();

	NativeTokenizer(TokenizerDefinition definition) {
		this.definition = definition;
		this.contentHash = definition.contentHash();
		byte[] json = definition.json().getBytes(StandardCharsets.UTF_8);
		try {
			this.tokenizer = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), OPTIONS);
		}
		catch (IOException | RuntimeException ex) {
			throw new TokenizerException(
					"tokenizer.json cannot be parsed: " + Excerpt.of(String.valueOf(ex.getMessage()), 200), ex);
		}
	}

	@Override
	public WordPieces split(String text) {
		OriginalText original = new OriginalText(text);
		return reading(() -> read(
				TokenizersLibrary.LIB.encode(this.tokenizer.getHandle(), original.wellFormed(), false), original));
	}

	private <T> T reading(Supplier<T> action) {
		Lock reading = this.lock.readLock();
		reading.lock();
		try {
			return action.get();
		}
		finally {
			reading.unlock();
		}
	}

	private static WordPieces read(long encoding, OriginalText original) {
		try {
			long[] ids = TokenizersLibrary.LIB.getTokenIds(encoding);
			CharSpan[] spans = TokenizersLibrary.LIB.getTokenCharSpans(encoding);
			return original.pieces(ids, spans);
		}
		finally {
			TokenizersLibrary.LIB.deleteEncoding(encoding);
		}
	}

	@Override
	public String piece(int id) {
		return String.valueOf(this.definition.pieces().get(id));
	}

	@Override
	public RowTemplate rows() {
		return this.definition.rows();
	}

	@Override
	public int vocabularySize() {
		return this.definition.pieces().size();
	}

	@Override
	public void write(Path directory) throws IOException {
		this.definition.write(directory);
	}

	@Override
	public String contentHash() {
		return this.contentHash;
	}

	@Override
	public void close() {
		Lock writing = this.lock.writeLock();
		writing.lock();
		try {
			this.tokenizer.close();
		}
		finally {
			writing.unlock();
		}
	}

}
