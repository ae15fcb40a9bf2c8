package io.mtdnn.model;

/**
 * The shape of an encoder, as in a Hugging Face {@code config.json}.
 *
 * @param architecture its family: {@code bert}, {@code distilbert}, {@code electra},
 * {@code roberta} or {@code xlm-roberta}
 * @param vocabularySize rows of the word embedding
 * @param hiddenSize width H of the hidden states
 * @param layers number of transformer layers
 * @param attentionHeads attention heads per layer; H is a multiple of it
 * @param intermediateSize width of the feed-forward layer
 * @param positions rows of the position embedding
 * @param firstPosition index of the position embedding for a row's first token; 0 except
 * in RoBERTa's families
 * @param typeVocabularySize rows of the token type embedding; 0 if there is none
 * @param layerNormEpsilon epsilon of every LayerNorm
 */
public record EncoderConfig(String architecture, int vocabularySize, int hiddenSize, int layers, int attentionHeads,
		int intermediateSize, int positions, int firstPosition, int typeVocabularySize, double layerNormEpsilon) {

	/**
	 * Checks the sizes and epsilon.
	 * @throws ModelFormatException when one of them is not positive, or the width is not
	 * a multiple of the heads
	 */
	public EncoderConfig {
		positive("vocab_size", vocabularySize);
		positive("hidden_size", hiddenSize);
		positive("num_hidden_layers", layers);
		positive("num_attention_heads", attentionHeads);
		positive("intermediate_size", intermediateSize);
		positive("max_position_embeddings", positions - firstPosition);
		positive("layer_norm_eps", layerNormEpsilon);
		if (hiddenSize % attentionHeads != 0) {
			throw new ModelFormatException(
					"hidden_size " + hiddenSize + " is not a multiple of num_attention_heads " + attentionHeads);
		}
	}

	/** The shape of a BERT encoder, whose positions start at 0. */
	public static EncoderConfig bert(int vocabularySize, int hiddenSize, int layers, int attentionHeads,
			int intermediateSize, int positions, int typeVocabularySize, double layerNormEpsilon) {
		positive("type_vocab_size", typeVocabularySize);
		return new EncoderConfig("bert", vocabularySize, hiddenSize, layers, attentionHeads, intermediateSize,
				positions, 0, typeVocabularySize, layerNormEpsilon);
	}

	/** Numbers of one attention head. */
	public int headWidth() {
		return this.hiddenSize / this.attentionHeads;
	}

	/** Maximum number of tokens in a row. */
	public int maxPositions() {
		return this.positions - this.firstPosition;
	}

	private static void positive(String field, double value) {
		if (!(value > 0)) {
			throw new ModelFormatException(field + " must be positive, not " + value);
		}
	}

}
