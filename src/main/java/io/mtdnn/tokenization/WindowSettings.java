package io.mtdnn.tokenization;

/**
 * How a question and a long context become input rows {@code [CLS] question [SEP] context part [SEP]}.
 *
 * @param maxSequenceLength most tokens of a row, special tokens included
 * @param maxQuestionLength questions are cut to this many word pieces
 * @param docStride STEP between the starts of two windows in context pieces (BERT's meaning, not the overlap)
 */
public record WindowSettings(int maxSequenceLength, int maxQuestionLength, int docStride) {

}
