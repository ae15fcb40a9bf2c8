package io.mtdnn.tokenization.huggingface;

import java.nio.file.Path;

import io.mtdnn.tokenization.TokenizerFactory;
import io.mtdnn.tokenization.WordPieceTokenizer;
import org.springframework.stereotype.Component;

/** Opens tokenizers with DJL's binding of Hugging Face's tokenizers library. */
@Component
public class HuggingFaceTokenizerFactory implements TokenizerFactory {

	@Override
	public WordPieceTokenizer open(Path directory) {
		return new NativeTokenizer(TokenizerDefinition.read(directory));
	}

	@Override
	public WordPieceTokenizer openBundle(Path bundle) {
		return new NativeTokenizer(TokenizerDefinition.readBundle(bundle));
	}

}
