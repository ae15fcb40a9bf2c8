package io.mtdnn.registry.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;

/** A model as a file for use elsewhere. To be closed. */
public interface ModelExport extends AutoCloseable {

	/** What to call the file. */
	String fileName();

	/** Bytes of the file, where that is known before it is written. */
	OptionalLong size();

	/** Writes the file, piece by piece. */
	void writeTo(OutputStream out) throws IOException;

	@Override
	void close();

}
