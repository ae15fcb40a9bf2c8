package io.mtdnn.tokenization;

import java.nio.file.Path;

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
