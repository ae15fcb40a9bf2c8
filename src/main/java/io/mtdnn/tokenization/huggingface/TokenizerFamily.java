package io.mtdnn.tokenization.huggingface;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import io.mtdnn.tokenization.SpecialToken;

/**
 * Classes of transformers that make the same tokenizer of a directory's files. One object
 * per family, registered here.
 *
 * @param tokenizerClass the class that is written into trained models
 * @param classes all classes of the family, without "Fast" at the end
 * @param modelTypes {@code model_type} of models whose tokenizer it is if the files name
 * no class
 * @param tokens special tokens by role if the files name none
 * @param assembly how the files become one {@code tokenizer.json}
 */
record TokenizerFamily(String tokenizerClass, Set<String> classes, Set<String> modelTypes,
		Map<SpecialToken, String> tokens, BiFunction<TokenizerFiles, TokenizerSettings, TokenizerAssembly> assembly) {

	/** BERT's word pieces. */
	static final TokenizerFamily WORD_PIECES = new TokenizerFamily("BertTokenizer",
			Set.of("BertTokenizer", "DistilBertTokenizer", "ElectraTokenizer"), Set.of("bert", "distilbert", "electra"),
			bert(), WordPieceAssembly::new);

	/** RoBERTa's pairs of bytes. */
	static final TokenizerFamily BYTE_PAIRS = new TokenizerFamily("RobertaTokenizer", Set.of("RobertaTokenizer"),
			Set.of("roberta"), roberta(), BytePairAssembly::new);

	/** XLM-RoBERTa's pieces with probabilities. */
	static final TokenizerFamily UNIGRAMS = new TokenizerFamily("XLMRobertaTokenizer", Set.of("XLMRobertaTokenizer"),
			Set.of("xlm-roberta"), roberta(), UnigramAssembly::new);

	/** The class that uses {@code tokenizer.json} unchanged. */
	static final TokenizerFamily GENERIC = new TokenizerFamily("PreTrainedTokenizerFast",
			Set.of("PreTrainedTokenizerFast"), Set.of(), bert(), TokenizerAssembly::new);

	private static final List<TokenizerFamily> ALL = List.of(WORD_PIECES, BYTE_PAIRS, UNIGRAMS, GENERIC);

	private static Map<SpecialToken, String> bert() {
		Map<SpecialToken, String> tokens = new EnumMap<>(SpecialToken.class);
		for (SpecialToken token : SpecialToken.values()) {
			tokens.put(token, token.usual());
		}
		return tokens;
	}

	private static Map<SpecialToken, String> roberta() {
		return Map.of(SpecialToken.PAD, "<pad>", SpecialToken.UNKNOWN, "<unk>", SpecialToken.CLS, "<s>",
				SpecialToken.SEP, "</s>", SpecialToken.MASK, "<mask>");
	}

	/**
	 * Whether a text's first and last tokens are those of rows, and the mask may take a
	 * space.
	 */
	boolean robertas() {
		return "<s>".equals(this.tokens().get(SpecialToken.CLS));
	}

	/** The family of a class. */
	static Optional<TokenizerFamily> of(String tokenizerClass) {
		return ALL.stream().filter((family) -> family.classes().contains(tokenizerClass)).findFirst();
	}

	/** The family of a model whose files name no class. */
	static TokenizerFamily ofModel(String modelType) {
		return ALL.stream().filter((family) -> family.modelTypes().contains(modelType)).findFirst().orElse(WORD_PIECES);
	}

	/** The classes that are written into trained models, for messages. */
	static String known() {
		return ALL.stream().map(TokenizerFamily::tokenizerClass).collect(Collectors.joining(", "));
	}

}
