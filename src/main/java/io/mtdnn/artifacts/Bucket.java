package io.mtdnn.artifacts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A flat store of named objects, such as an S3 bucket. Names consist of parts separated
 * by slashes. An object becomes visible as a whole, and replaces an earlier one with the
 * same name. Every method throws an {@link IOException} when the storage cannot be
 * reached.
 */
interface Bucket {

	/** The content; null if the name does not exist. */
	byte @Nullable [] read(String name) throws IOException;

	/** Writes the content to a file, which is not created if the name does not exist. */
	void download(String name, Path target) throws IOException;

	void write(String name, byte[] content) throws IOException;

	void upload(String name, Path file) throws IOException;

	/** Removes an object if it exists. */
	void delete(String name) throws IOException;

	/** The names that start with a prefix. */
	List<String> names(String start) throws IOException;

}
