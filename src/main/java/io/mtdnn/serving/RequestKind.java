package io.mtdnn.serving;

/**
 * The kinds of requests with questions: a single question, a list, or a stream of lines.
 */
public enum RequestKind {

	QA, BATCH, STREAM

}
