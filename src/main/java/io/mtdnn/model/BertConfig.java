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

}
