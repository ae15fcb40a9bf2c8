package io.mtdnn.tokenization.huggingface;

import java.nio.file.Path;

import io.mtdnn.tokenization.TokenizerFactory;
import io.mtdnn.tokenization.WordPieceTokenizer;
import org.springframework.stereotype.Component;

/** Opens tokenizers on DJL's binding of the Hugging Face tokenizers library. */
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
