package io.mtdnn.serving;

/**
 * What a request asks for: one question, a list of them, a stream of lines, or the score
 * of sentences.
 */
public enum RequestKind {

	QA, BATCH, STREAM, CLASSIFICATION, MULTIPLE_CHOICE

}
