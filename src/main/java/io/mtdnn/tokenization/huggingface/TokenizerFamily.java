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
 * Classes of transformers that create the same tokenizer from a directory's files. One
 * object per family, registered here.
 *
 * @param tokenizerClass the class that is written into bundles
 * @param classes all classes of the family, without "Fast" at the end
 * @param modelTypes {@code model_type} of the models that use the family if the files do
 * not name a class
 * @param tokens special tokens by role, if the files do not define them
 * @param assembly creates the assembly of a {@code tokenizer.json} from the files
 */
record TokenizerFamily(String tokenizerClass, Set<String> classes, Set<String> modelTypes,
		Map<SpecialToken, String> tokens, BiFunction<TokenizerFiles, TokenizerSettings, TokenizerAssembly> assembly) {

	/** BERT's word pieces. */
	static final TokenizerFamily WORD_PIECES = new TokenizerFamily("BertTokenizer",
			Set.of("BertTokenizer", "DistilBertTokenizer", "ElectraTokenizer"), Set.of("bert", "distilbert", "electra"),
			bert(), WordPieceAssembly::new);

	/** RoBERTa's byte pairs. */
	static final TokenizerFamily BYTE_PAIRS = new TokenizerFamily("RobertaTokenizer", Set.of("RobertaTokenizer"),
			Set.of("roberta"), roberta(), BytePairAssembly::new);

	/** XLM-RoBERTa's pieces with probabilities (unigram model). */
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
	 * Whether the tokens that begin and end a text must be those of rows, and the mask
	 * token may have {@code lstrip}, as in RoBERTa.
	 */
	boolean robertas() {
		return "<s>".equals(this.tokens().get(SpecialToken.CLS));
	}

	/** The family of a class. */
	static Optional<TokenizerFamily> of(String tokenizerClass) {
		return ALL.stream().filter((family) -> family.classes().contains(tokenizerClass)).findFirst();
	}

	/** The family of a model whose files do not name a class. */
	static TokenizerFamily ofModel(String modelType) {
		return ALL.stream().filter((family) -> family.modelTypes().contains(modelType)).findFirst().orElse(WORD_PIECES);
	}

	/** The classes of all families that are written into bundles, for messages. */
	static String known() {
		return ALL.stream().map(TokenizerFamily::tokenizerClass).collect(Collectors.joining(", "));
	}

}
