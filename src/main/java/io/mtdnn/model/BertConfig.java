package io.mtdnn.model;

/**
 * The architecture of a BERT encoder, as in a Hugging Face {@code config.json}.
 *
 * @param vocabularySize rows of the word embedding
 * @param hiddenSize width H of the hidden states
 * @param layers number of transformer layers
 * @param attentionHeads heads per layer; divides H
 * @param intermediateSize width of the feed-forward layer
 * @param maxPositions rows of the position embedding
 * @param typeVocabularySize rows of the token type embedding
 * @param layerNormEpsilon epsilon of every LayerNorm
 */
public record BertConfig(int vocabularySize, int hiddenSize, int layers, int attentionHeads, int intermediateSize,
		int maxPositions, int typeVocabularySize, double layerNormEpsilon) {

	/**
	 * @throws ModelFormatException when a size is not positive or the heads do not divide
	 * the width
	 */
	public BertConfig {
		positive("vocab_size", vocabularySize);
		positive("hidden_size", hiddenSize);
		positive("num_hidden_layers", layers);
		positive("num_attention_heads", attentionHeads);
		positive("intermediate_size", intermediateSize);
		positive("max_position_embeddings", maxPositions);
		positive("type_vocab_size", typeVocabularySize);
		positive("layer_norm_eps", layerNormEpsilon);
		if (hiddenSize % attentionHeads != 0) {
			throw new ModelFormatException(
					"hidden_size " + hiddenSize + " is not a multiple of num_attention_heads " + attentionHeads);
		}
	}

	private static void positive(String field, double value) {
		if (!(value > 0)) {
			throw new ModelFormatException(field + " must be positive, not " + value);
		}
	}

}
