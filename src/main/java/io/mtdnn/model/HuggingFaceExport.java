package io.mtdnn.model;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A model as the files of a directory that transformers loads. */
public interface HuggingFaceExport extends AutoCloseable {

	/** Names of the files, sorted. */
	List<String> names();

	/** Writes a file. */
	void write(String name, OutputStream out) throws IOException;

	@Override
	void close();

}
