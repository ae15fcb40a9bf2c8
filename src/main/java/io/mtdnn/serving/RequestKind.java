package io.mtdnn.serving;

/** How many questions a request asks: one, a list of them, or a stream of lines. */
public enum RequestKind {

	QA, BATCH, STREAM

}
