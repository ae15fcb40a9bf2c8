package io.mtdnn.registry.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/** A model as a file for use elsewhere. The caller closes it. */
public interface ModelExport extends AutoCloseable {

	/** The name of the file. */
	String fileName();

	/** Size of the file in bytes, if known before it is written. */
	OptionalLong size();

	/** Writes the file as a stream. */
	void writeTo(OutputStream out) throws IOException;

	@Override
	void close();

}
